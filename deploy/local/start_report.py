"""What a start says about itself, to a terminal, a pipe, or a file that another reads."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel


class ToldError(Exception):
    """What another process failed at, in the words that it chose from its own error."""


class Reporter(Protocol):
    """Hears how the start goes; called from any thread."""

    def began(self, step: str) -> None:
        """Hear that a step was begun."""

    def done(self, step: str, seconds: float) -> None:
        """Hear that a step went well."""

    def failed(self, step: str, reason: str) -> None:
        """Hear that a step, and with it the start, did not go well."""

    def said(self, text: str) -> None:
        """Hear what happened to a running process."""


@contextmanager
def step(reporter: Reporter, title: str) -> Iterator[None]:
    """Tell the reporter how the body goes."""
    began = time.monotonic()
    reporter.began(title)
    try:
        yield
    except Exception as error:
        reporter.failed(title, reason_of(error))
        raise
    reporter.done(title, time.monotonic() - began)


def reason_of(error: Exception) -> str:
    """Say what went wrong in the words of the error's docstring, and its arguments.

    What has lines of its own, such as commands to type, begins on a line of its own.
    """
    if isinstance(error, ToldError):
        return str(error)
    words = " ".join((type(error).__doc__ or type(error).__name__).split())
    details = " ".join(str(part) for part in error.args)
    between = "\n" if details.startswith(" ") or "\n" in details else " "
    return f"{words}{between}{details}".strip()


class Line(BaseModel):
    """One thing said, as it is written for another process to read."""

    what: Literal["began", "done", "failed", "said", "ready"]
    text: str
    seconds: float = 0.0
    reason: str = ""


class FileReporter:
    """Writes a line for each thing said."""

    def __init__(self, file: Path) -> None:
        """Begin the file anew."""
        self._file = file
        file.write_text("", encoding="utf-8")

    def began(self, step: str) -> None:
        """Write that a step was begun."""
        self.write(Line(what="began", text=step))

    def done(self, step: str, seconds: float) -> None:
        """Write that a step went well."""
        self.write(Line(what="done", text=step, seconds=seconds))

    def failed(self, step: str, reason: str) -> None:
        """Write why the start ends here."""
        self.write(Line(what="failed", text=step, reason=reason))

    def said(self, text: str) -> None:
        """Write what happened."""
        self.write(Line(what="said", text=text))

    def write(self, line: Line) -> None:
        """Add one line, whole: a short append is not torn apart."""
        with self._file.open("a", encoding="utf-8") as output:
            output.write(line.model_dump_json() + "\n")


def pass_on(line: Line, reporter: Reporter) -> None:
    """Tell a reporter what was read from a file."""
    match line.what:
        case "began":
            reporter.began(line.text)
        case "done":
            reporter.done(line.text, line.seconds)
        case "failed":
            reporter.failed(line.text, line.reason)
        case "said" | "ready":
            reporter.said(line.text)
