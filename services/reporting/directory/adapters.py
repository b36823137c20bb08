"""The terms of the directory, as the network's file says."""

from pathlib import Path
from typing import Final

from pydantic import HttpUrl

from services.reporting.directory.model import DirectoryTerms
from shared.network_file import Table

DIRECTORY_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "directory.toml"


class _File(Table):
    shown: bool
    licence: str
    licence_url: HttpUrl


def read_terms(file: Path = DIRECTORY_FILE) -> DirectoryTerms:
    """Read the file; raises LineError with the line of what is wrong."""
    said = _File.read_by_line(file.read_text("utf-8"), file.name)
    return DirectoryTerms(said.shown, said.licence, str(said.licence_url))
