"""What a converter may use, and how a process binds itself to that before it looks at a file.

Memory, time and the size of files are limited by the system everywhere. What Linux offers besides (a network of one's
own without any connection, a rule that nothing is written, a filter of system calls) is taken where it is permitted.
"""

import os
import sys
from typing import NamedTuple

_NEWUSER, _NEWNET = 0x10000000, 0x40000000
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_WRITING = 0b1_1111_1111_0010
"""Landlock's rights to write, remove and make files, of its first version."""
_REFER, _TRUNCATE, _TCP, _SCOPES = 1 << 13, 1 << 14, 0b11, 0b11


class Limits(NamedTuple):
    """What one conversion may use.

    Attributes:
        memory: bytes of address space.
        cpu: seconds of processor time.
        wall: seconds until it is ended from without.
        processes: how many it may start.
        output: bytes of its answer.
    """

    memory: int = 1_500_000_000
    cpu: int = 120
    wall: float = 180.0
    processes: int = 0
    output: int = 400_000_000

    def packed(self) -> str:
        """As JSON, for a command line."""
        import json

        return json.dumps(self._asdict())


def unpacked(text: str) -> Limits:
    """Limits from a command line."""
    import json

    return Limits(**json.loads(text))


def confine(limits: Limits) -> None:
    """Bind this process, and all it starts, for good. What the system doesn't offer is passed over."""
    import resource  # here, as the parent only hands limits on, and is to start quickly

    alone = _linux() if sys.platform == "linux" else False
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, limits.cpu)
    if sys.platform != "darwin":  # there the interpreter itself reserves more than any sensible bound
        _limit(resource.RLIMIT_AS, limits.memory)
    # The system counts a person's processes all together, unless this one lives in a user namespace of its own.
    if alone or not limits.processes:
        _limit(resource.RLIMIT_NPROC, limits.processes)
    if sys.platform == "linux":
        import ctypes

        from tui.documents.conversion.calls import restrict

        restrict(ctypes.CDLL(None), starts=limits.processes > 0)


def _limit(what: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def dies_with_parent(parent: int = 0) -> None:
    """Let the system end this process when the one that started it ends, where it can.

    Args:
        parent: the number of the one that started it, who may be gone by now; 0 where nobody told.
    """
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent and os.getppid() != parent:
        os._exit(1)


def _linux() -> bool:
    """What Linux offers besides; whether this process now lives in a user namespace of its own."""
    import ctypes
    import struct

    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    alone = int(system.unshare(_NEWUSER | _NEWNET)) == 0
    version = system.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return alone
    writing = _WRITING | (_REFER if version > 1 else 0) | (_TRUNCATE if version > 2 else 0)
    # Each version reads one field more: what files, which ports, which neighbours.
    rules = [writing, *([_TCP] if version > 3 else []), *([_SCOPES] if version > 5 else [])]
    attributes = struct.pack(f"={len(rules)}Q", *rules)
    ruleset = system.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset >= 0:
        system.syscall(_RESTRICT_SELF, ruleset, 0)
    return alone
