"""Progress for people: steps that tick by in a terminal, plain lines anywhere else.

Progress goes to stderr, data to stdout.
"""

import sys
import threading
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Self

from typing_extensions import override

if TYPE_CHECKING:
    from rich.progress import TaskID


class Showing(AbstractContextManager["Showing"]):
    """A reporter that stops drawing when its block is left, and goes on telling in lines."""

    @override
    def __exit__(self, *raised: object) -> None:
        """Stop drawing."""

    def began(self, step: str) -> None:
        """Show that a step was begun."""

    def done(self, step: str, seconds: float) -> None:
        """Show a step that went well."""
        _tell(f"ok      {step:<28}{seconds:>5.1f} s")

    def failed(self, step: str, reason: str) -> None:
        """Show why the start ends here."""
        _tell(f"failed  {step}: {reason}")

    def said(self, text: str) -> None:
        """Show what happened."""
        _tell(text)


class TerminalShowing(Showing):
    """Ticks drawn in place."""

    def __init__(self) -> None:
        """Prepare the display; nothing is drawn before a step begins."""
        from rich.console import Console  # noqa: PLC0415  # slow to import, only for terminals
        from rich.progress import (  # noqa: PLC0415  # see app.py
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        self._drawn = Progress(
            SpinnerColumn(finished_text="[green]✓[/green]"),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()

    @override
    def __enter__(self) -> Self:
        """Begin to draw."""
        self._drawn.start()
        return self

    @override
    def __exit__(self, *raised: object) -> None:
        """Leave what was drawn, and draw no more."""
        self._drawn.stop()

    @override
    def began(self, step: str) -> None:
        with self._lock:
            self._tasks[step] = self._drawn.add_task(step, total=1)

    @override
    def done(self, step: str, seconds: float) -> None:
        self._drawn.update(self._tasks[step], completed=1)

    @override
    def failed(self, step: str, reason: str) -> None:
        self._drawn.stop_task(self._tasks[step])
        self._drawn.console.print(f"[red]✗ {step}[/red]", markup=True)
        self._drawn.console.print(reason, markup=False)

    @override
    def said(self, text: str) -> None:
        self._drawn.console.print(text, markup=False)


def showing() -> Showing:
    """Choose by where stderr goes."""
    return TerminalShowing() if sys.stderr.isatty() else Showing()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
