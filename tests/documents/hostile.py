"""Converters that do harm, for the child to be tried with."""

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from tui.documents.conversion.converted import Converted


def greets(data: bytes, options: Mapping[str, str]) -> Converted:
    """Does no harm."""
    return Converted("Good day.", {})


def eats(data: bytes, options: Mapping[str, str]) -> Converted:
    """Takes memory until there is none."""
    taken = []
    while True:
        taken.append(bytearray(1 << 24))


def loops(data: bytes, options: Mapping[str, str]) -> Converted:
    """Never ends."""
    while True:
        pass


def waits(data: bytes, options: Mapping[str, str]) -> Converted:
    """Never ends, and takes no processor time."""
    read, _ = os.pipe()
    os.read(read, 1)
    return Converted("", {})


def dies(data: bytes, options: Mapping[str, str]) -> Converted:
    """Ends as a parser does that follows a wild pointer."""
    os.abort()


def babbles(data: bytes, options: Mapping[str, str]) -> Converted:
    """Answers what is no conversion."""
    os.write(1, b'["text", {}, [[99, "a page behind the end"], "x"], [], true, []]')
    os._exit(0)


def floods(data: bytes, options: Mapping[str, str]) -> Converted:
    """Answers more than anyone can hold."""
    while True:
        os.write(1, b"x" * (1 << 16))


def reaches_out(data: bytes, options: Mapping[str, str]) -> Converted:
    """Tries to write a file, to start a process, to reach a host, and to learn a secret; tells what it could."""
    could = []
    for name, attempt in (("write", _write), ("remove", _remove), ("start", _start), ("connect", _connect)):
        try:
            attempt(options)
        except OSError:
            continue
        could.append(name)
    if os.environ.get("IBID_TEST_SECRET"):
        could.append("secret")
    return Converted(" ".join(could), {})


def _write(options: Mapping[str, str]) -> None:
    with open(options["new"], "wb", buffering=0) as file:
        file.write(b"written")


def _remove(options: Mapping[str, str]) -> None:
    Path(options["old"]).unlink()


def _start(options: Mapping[str, str]) -> None:
    if not os.fork():
        os._exit(0)


def _connect(options: Mapping[str, str]) -> None:
    socket.create_connection(("127.0.0.1", int(options["port"])), timeout=5).close()


def meddles(data: bytes, options: Mapping[str, str]) -> Converted:
    """Tries what namespaces and Landlock leave open; tells what it could."""
    old = options["old"]
    attempts = {
        "socket": lambda: socket.socket(socket.AF_UNIX).connect(options["socket"]),
        "mode": lambda: os.chmod(old, 0o777),
        "times": lambda: os.utime(old, (1, 1)),
        "attribute": lambda: os.setxattr(old, "user.ibid", b"x"),
        "truncate": lambda: os.truncate(old, 0),
        "rename": lambda: os.rename(old, f"{old}2"),
        "signal": lambda: os.kill(os.getppid(), 0),
        "start": lambda: os._exit(0) if not os.fork() else None,
        "memory": lambda: os.open(f"/proc/{os.getppid()}/mem", os.O_RDWR),
    }
    could = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except OSError:
            continue
        could.append(name)
    return Converted(" ".join(could), {})
