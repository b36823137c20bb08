"""Ask many commands for their help, each in a process of its own that needs not import them.

Run as a program, with the folder for what they say and the commands: it forks after the imports.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.running import ROOT


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    returncode: int
    stdout: bytes
    stderr: bytes


def helps_of(
    names: Sequence[str], folder: Path, environment: Mapping[str, str], *, is_heard: bool
) -> Mapping[str, Ended]:
    """Ask each for its help, where somebody listens or where nobody reads the pipe."""
    with closed_pipe() as nobody:
        subprocess.run(
            [sys.executable, "-m", __spec__.name, str(folder), *names],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.DEVNULL if is_heard else nobody,
            timeout=60,
            check=True,
        )
    return {name: _read(folder, name) for name in names}


@contextmanager
def closed_pipe() -> Iterator[int]:
    """Give the end into which one writes, when the other was closed."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


def _read(folder: Path, name: str) -> Ended:
    out, err, code = (folder / f"{name}.{end}" for end in ("out", "err", "code"))
    said = out.read_bytes() if out.exists() else b""
    return Ended(int(code.read_text("utf-8")), said, err.read_bytes())


def _into(file: Path, descriptor: int) -> None:
    opened = os.open(file, os.O_CREAT | os.O_WRONLY)
    os.dup2(opened, descriptor)
    os.close(opened)


def _all(folder: Path, names: Sequence[str]) -> None:
    from deploy.cli.__main__ import main  # noqa: PLC0415  # only the program
    from deploy.cli.streams import speak_at_once  # noqa: PLC0415

    is_heard = Path("/proc/self/fd/1").readlink() == Path("/dev/null")
    speak_at_once()
    import deploy.cli.app  # noqa: F401, PLC0415  # asks at its import what it speaks to

    for name in names:
        child = os.fork()
        if not child:
            if is_heard:
                _into(folder / f"{name}.out", 1)
            _into(folder / f"{name}.err", 2)
            sys.argv = ["porukalla", name, "--help"]
            main()  # which exits: this process ends as any does
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        (folder / f"{name}.code").write_text(str(code), encoding="utf-8")


if __name__ == "__main__":
    _all(Path(sys.argv[1]), sys.argv[2:])
