"""A process that does errands for another and ends with them, so that their memory is given back.

It loads libraries while the servers start: `python -m deploy.local.helper DESCRIPTOR`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar

from deploy.local.child import leashed
from deploy.local.folders import CLONE
from deploy.local.start_report import ToldError, reason_of

P = ParamSpec("P")
ResultT = TypeVar("ResultT")

LOADED: Final = ("demo_data", "first_answer", "letter_trial", "preparation")


class HelperEndedError(Exception):
    """The process that prepares databases and queues ended by itself; its last words are above."""


class Helper:
    """Does one errand after another while the context lasts; `do` blocks."""

    def __enter__(self) -> Self:
        """Start the process, which loads what it needs meanwhile."""
        self._line, its_end = Pipe()
        words = [sys.executable, "-m", "deploy.local.helper", str(its_end.fileno())]
        self._process = subprocess.Popen(
            leashed(words, os.getpid()) if shutil.which("setpriv") else words,
            cwd=CLONE,
            stdin=subprocess.DEVNULL,
            pass_fds=[its_end.fileno()],
            start_new_session=True,
        )
        its_end.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let it end, at once when the start was broken off."""
        self._line.close()
        if error is not None:
            self._process.kill()
        self._process.wait()

    def do(self, errand: Callable[P, ResultT], *args: P.args, **kwargs: P.kwargs) -> ResultT:
        """Have a function of a module done there; raises ToldError and HelperEndedError."""
        try:
            self._line.send((errand, args, kwargs))
            reason, result = self._line.recv()
        except (EOFError, OSError):
            raise HelperEndedError from None
        if reason is not None:
            raise ToldError(reason)
        given: ResultT = result
        return given


def answer(line: Connection) -> None:
    """Do what is asked until nobody can ask any more."""
    while True:
        try:
            errand, args, kwargs = line.recv()
        except EOFError:
            return
        try:
            line.send((None, errand(*args, **kwargs)))
        except Exception as error:  # noqa: BLE001  # told to who asked, who tells a person
            line.send((reason_of(error), None))


if __name__ == "__main__":
    for name in LOADED:
        import_module(f"deploy.local.{name}")
    answer(Connection(int(sys.argv[1])))
