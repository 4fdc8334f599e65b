"""What a converter may ask of Linux: a filter of system calls (seccomp), which no file, owner or namespace opens again.

It holds where the kernel has neither user namespaces nor Landlock to give, and shuts what those leave open: sockets on
this machine, a file's mode, times and attributes, other processes. Numbers are the kernel's own, for the two kinds of
machine on which ibid is tried; elsewhere the other limits hold alone.
"""

import os
import struct

_X86, _ARM = 0xC000003E, 0xC00000B7
_ARCHITECTURES = {"x86_64": (0, _X86), "aarch64": (1, _ARM)}
_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _DENY, _UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_X32 = 0x40000000
_WRITES = 0x643
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND"""
_THREAD = 0x10000

_Numbers = tuple[int | None, int | None]
# Each with its number on x86-64 and on ARM; None where a machine has no such call.
_REACHING: dict[str, _Numbers] = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "sendto": (44, 206),
    "sendmsg": (46, 211), "sendmmsg": (307, 269), "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    "mq_open": (240, 180),
}  # fmt: skip
_CHANGING: dict[str, _Numbers] = {
    "creat": (85, None), "truncate": (76, 45), "fallocate": (285, 47), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None),
    "unlinkat": (263, 35), "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36),
    "mknod": (133, None), "mknodat": (259, 33), "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53),
    "fchmodat2": (452, 452), "chown": (92, None), "lchown": (94, None), "fchown": (93, 55), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5),
    "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
}  # fmt: skip
_MEDDLING: dict[str, _Numbers] = {
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
}  # fmt: skip
_STARTING: dict[str, _Numbers] = {"fork": (57, None), "vfork": (58, None)}
_OPEN: _Numbers = (2, None)
_OPENAT: _Numbers = (257, 56)
_CLONE: _Numbers = (56, 220)
# Their arguments lie in memory, where no filter can look; who is told that there are none asks the older ones.
_NEWER: dict[str, _Numbers] = {"openat2": (437, 437), "clone3": (435, 435)}


def restrict(system: object, *, starts: bool) -> bool:
    """Filter this process's system calls, and those of all it starts, for good.

    Args:
        system: the C library, by ctypes; the process has given up new privileges.
        starts: whether it may start processes.

    Returns:
        whether the filter holds.
    """
    import ctypes

    machine = _ARCHITECTURES.get(os.uname().machine)
    if machine is None:
        return False
    steps = _program(*machine, starts=starts)
    code = ctypes.create_string_buffer(b"".join(steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    return bool(system.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)  # type: ignore[attr-defined]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def _program(column: int, architecture: int, *, starts: bool) -> list[bytes]:
    """The filter, in the kernel's classic BPF."""
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1),
        _step(_RETURN, _DENY),
        _step(_LOAD, _NUMBER),
    ]
    if architecture == _X86:
        steps += [_step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, _DENY)]
    denied = {**_REACHING, **_CHANGING, **_MEDDLING, **({} if starts else _STARTING)}
    for answer, calls in ((_DENY, denied), (_UNKNOWN, _NEWER)):
        for numbers in calls.values():
            if (number := numbers[column]) is not None:
                steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, answer)]
    for numbers, argument in ((_OPEN, 1), (_OPENAT, 2)):
        if (number := numbers[column]) is not None:
            steps += [
                _step(_EQUAL, number, 0, 4),
                _step(_LOAD, _ARGUMENTS + 8 * argument),
                _step(_ANY_BIT, _WRITES, 0, 1),
                _step(_RETURN, _DENY),
                _step(_RETURN, _ALLOW),
            ]
    if not starts and (number := _CLONE[column]) is not None:
        steps += [
            _step(_EQUAL, number, 0, 3),
            _step(_LOAD, _ARGUMENTS),
            _step(_ANY_BIT, _THREAD, 1, 0),
            _step(_RETURN, _DENY),
        ]
    return [*steps, _step(_RETURN, _ALLOW)]
