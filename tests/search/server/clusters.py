"""Real PostgreSQL servers in a temporary folder, reached over loopback, run by a person who is not root."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tui.search.server.connection import Address

SUPERUSER = "ibid_owner"
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "max_wal_senders": "4",
    "wal_level": "replica",
    "log_statement": "all",
    "max_parallel_workers_per_gather": "0",
}


def programs() -> Path | None:
    """Where the newest PostgreSQL from 15 on has its programs; None where there is none, or not all of it."""
    found = [Path(one).parent for one in [shutil.which("initdb")] if one]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((one for one in found if (one / "postgres").exists() and (one / "pg_basebackup").exists()), None)


def missing() -> str:
    """What is missing for these tests; empty when all is there."""
    where = programs()
    if where is None:
        return "PostgreSQL 15 or newer is not installed (Debian: postgresql, postgresql-contrib)"
    shared = Path(subprocess.check_output([where / "pg_config", "--sharedir"], text=True).strip())
    return "" if (shared / "extension" / "postgres_fdw.control").exists() else "postgresql-contrib is not installed"


def _version(path: Path) -> int:
    return int(path.parent.name) if path.parent.name.isdigit() else 0


class Cluster:
    """A server with data of its own.

    Args:
        folder: where its data goes.
        like: a running server of which this one is to be a replica.
        settings: beside those of all tests.
    """

    def __init__(self, folder: Path, like: "Cluster | None" = None, **settings: str) -> None:
        self.folder, self.port = folder, _free_port()
        self._settings = _SETTINGS | settings
        self._user = _user()
        if like is None:
            self._run("initdb", "-D", folder, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        else:
            source = ("-h", "127.0.0.1", "-p", str(like.port), "-U", SUPERUSER)
            self._run("pg_basebackup", "-D", folder, *source, "-R", "-c", "fast")
        self.start()

    def url(self, user: str = SUPERUSER, database: str = "postgres", password: str = "") -> str:
        told = f"{user}:{password}" if password else user
        return f"postgresql://{told}@127.0.0.1:{self.port}/{database}"

    @property
    def host(self) -> str:
        """As `--nodes` takes it."""
        return f"127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        told = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {told}"
        self._run("pg_ctl", "-D", self.folder, "-w", "-o", options, "-l", self.folder / "server.log", "start")

    def stop(self) -> None:
        """At once, as when the power fails."""
        self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "-w", "stop", check=False)

    def freeze(self) -> None:
        """Take it off the processor, with all that serves it: it accepts, and says no more."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, which: signal.Signals) -> None:
        leader = int((self.folder / "postmaster.pid").read_text().split("\n")[0])
        children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
        for process in (leader, *map(int, children)):
            os.kill(process, which)

    def promote(self) -> None:
        self._run("pg_ctl", "-D", self.folder, "-w", "promote")

    def add_rule(self, rule: str) -> None:
        """Put a line before all others of who is let in."""
        path = self.folder / "pg_hba.conf"
        path.write_text(f"{rule}\n{path.read_text()}")
        self._run("pg_ctl", "-D", self.folder, "reload")

    def _run(self, program: str, *arguments: object, check: bool = True) -> None:
        where = programs()
        assert where is not None
        done = subprocess.run(
            [str(where / program), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program not in ("pg_ctl",) else subprocess.DEVNULL,
            cwd="/",
            env={**os.environ, "HOME": str(self.folder)},  # where a server looks for certificates of its own
            check=False,
            **self._user,
        )
        if check and done.returncode:
            raise AssertionError(f"{program}: {done.stderr!r}")


_numbers = count()


def new_database(cluster: Cluster) -> str:
    """The name of a new database."""
    name = f"library{next(_numbers)}"
    with Address(cluster.url()).open() as connection:
        connection.execute(f"create database {name}")
    return name


def _user() -> dict[str, str]:
    if os.geteuid():
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            group = pwd.getpwnam(name).pw_gid
            return {"user": name, "group": group, "extra_groups": []}  # type: ignore[dict-item]
        except KeyError:
            continue
    return {}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def room() -> Iterator[Path]:
    """A folder that whoever runs the servers may write in."""
    folder = Path(tempfile.mkdtemp(prefix="ibid-servers-"))
    if owner := _user().get("user"):
        shutil.chown(folder, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(**settings: str) -> Iterator[Cluster]:
    """One server."""
    with room() as folder:
        cluster = Cluster(folder / "one", **settings)
        try:
            yield cluster
        finally:
            cluster.stop()
