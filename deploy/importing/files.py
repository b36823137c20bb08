"""Files of whoever imports: what is handed in, how it is mapped, what was rejected of it."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from shared.sheets.faults import FileFault, SheetError
from shared.sheets.mapping import FileMapping, mapping_of
from shared.sheets.rejected import Rejected, rejected_file
from shared.sheets.sheet import Sheet

MOST_BYTES: Final = 50_000_000


class NoFileError(Exception):
    """What was named is no file that can be read."""

    def __init__(self, file: Path, why: str) -> None:
        """Say which, and what the system says of it."""
        super().__init__(f"{file}: {why}")


def bytes_in(file: Path) -> bytes:
    """Read a file; raises NoFileError or SheetError, and waits for no pipe."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise NoFileError(file, "not a file")
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NoFileError(file, getattr(error, "strerror", None) or str(error)) from error
    if len(raw) > MOST_BYTES:
        raise SheetError(FileFault.LARGE)
    return raw


def read_mapping(file: Path) -> FileMapping:
    """Read a mapping file; raises NoFileError, SheetError or MappingError."""
    return mapping_of(bytes_in(file))


def write_rejected(file: Path, sheet: Sheet, rejected: Sequence[Rejected]) -> None:
    """Write the rows with line and reasons before them; nobody else may read what is in it."""
    content = rejected_file(sheet, rejected)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        os.fchmod(descriptor, 0o600)
        stream.write(content)
