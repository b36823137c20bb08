"""Whether there is an open picture, as the network's file says."""

from pathlib import Path
from typing import Final

from pydantic import Field

from services.reporting.open_picture.model import PictureTerms
from shared.network_file import Table

OPEN_PICTURE_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "open_picture.toml"


class _File(Table):
    shown: bool
    closes_at_hour: int = Field(ge=0, le=23)


def read_picture_terms(k: int, file: Path = OPEN_PICTURE_FILE) -> PictureTerms:
    """Read the file; raises LineError with the line of what is wrong."""
    said = _File.read_by_line(file.read_text("utf-8"), file.name)
    return PictureTerms(said.shown, said.closes_at_hour, k)
