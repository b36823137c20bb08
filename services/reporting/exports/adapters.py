"""The terms of open data, as the network's file says."""

from pathlib import Path
from typing import Final

from pydantic import HttpUrl

from services.reporting.exports.model import OpenDataTerms
from shared.network_file import Table

OPEN_DATA_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "open_data.toml"


class _File(Table):
    shown: bool
    licence: str
    licence_title: str
    licence_url: HttpUrl


def read_terms(file: Path = OPEN_DATA_FILE) -> OpenDataTerms:
    """Read the file; raises LineError with the line of what is wrong."""
    said = _File.read_by_line(file.read_text("utf-8"), file.name)
    return OpenDataTerms(said.shown, said.licence, said.licence_title, str(said.licence_url))
