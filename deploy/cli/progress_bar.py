"""A progress bar on stderr where somebody watches, nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def advancing(title: str, total: int) -> Iterator[Callable[[], None]]:
    """Give what to call after each piece of work."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # slow to import, only for terminals
    from rich.progress import Progress  # noqa: PLC0415  # see app.py

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=total)
        yield lambda: progress.advance(task)
