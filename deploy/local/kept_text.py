"""Small texts made once and kept beside the data, such as a server's password."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path


def kept_text(file: Path, make: Callable[[], str]) -> str:
    """Read the file, writing it first, for its owner alone, when it is missing.

    Written beside and linked into place: a crash leaves the whole text or none, and of two
    writers at once both read the first one's.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}.new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(make())
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="utf-8")


def replace_text(file: Path, text: str) -> None:
    """Write another text in its place: whoever reads meanwhile gets the old or the new one."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(descriptor)
    draft.replace(file)
