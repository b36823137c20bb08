"""Small texts made once and kept beside the data, such as a server's password."""

import os
from collections.abc import Callable
from pathlib import Path


def kept_text(file: Path, make: Callable[[], str]) -> str:
    """Read the file, writing it first, for its owner alone, when it is missing."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(make())
        return file.read_text(encoding="utf-8")
