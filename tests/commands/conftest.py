"""Calling the program: in this process, or as a shell does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tui.commands.main import run


class Answer(NamedTuple):
    """What a call gave."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]
Shell = Callable[..., Answer]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of their own, so that nobody's settings and catalogue matter."""
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("IBID_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def ibid(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command line in this process; no command may open the reader."""

    def reader(*_: object) -> int:
        raise AssertionError("no command opens the reader")

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(one) for one in arguments], reader)
        return Answer(code, *capsys.readouterr())

    return call


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs a line of bash in which `ibid` is the program, in a folder of its own."""
    programs = tmp_path / "programs"
    programs.mkdir()
    script = programs / "ibid"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tui "$@"\n')
    script.chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()

    def call(line: str, data: bytes | None = None, **environment: str) -> Answer:
        path = f"{programs}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            check=False,
            cwd=folder,
            env={**os.environ, "PATH": path, **environment},
        )
        return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call
