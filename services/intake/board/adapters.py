"""Places as a coordinator names them, and their outlines as the network's files have them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from services.intake.board.model import Outline, Outlines
from shared.areas import municipalities, postal_code
from shared.areas.postal_codes import postal_codes
from shared.network_file import Table
from shared.network_yaml import read_yaml

OUTLINES_FOLDER: Final = Path(__file__).parents[3] / "deploy" / "network" / "outlines"
_NUMBER: Final = r"-?\d{1,6}(\.\d{1,4})?"
ViewBox = Annotated[str, StringConstraints(pattern=rf"^{_NUMBER}( {_NUMBER}){{3}}$")]
PathData = Annotated[
    str, StringConstraints(pattern=r"^[Mm][MmLlHhVvZzCcSsQqTt0-9., -]*$", max_length=20_000)
]


class UnknownAreaError(ValueError):
    """An outline is of no postal area of its municipality."""


class _File(Table):
    municipality: str
    view_box: ViewBox
    areas: Annotated[dict[str, PathData], Field(min_length=1)]

    @field_validator("areas")
    @classmethod
    def _are_of_it(cls, areas: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
        others = areas.keys() - {*postal_codes_in(info.data.get("municipality", ""))}
        if others:
            raise UnknownAreaError(", ".join(sorted(others)))
        return areas


def read_outlines(folder: Path = OUTLINES_FOLDER) -> Outlines:
    """Read a file a town, where there is one; raises LineError with the line of what is wrong."""
    return Outlines(dict(read_outline(file) for file in sorted(folder.glob("*.yaml"))))


def read_outline(file: Path) -> tuple[str, Outline]:
    """Read the file of one town, and of which; raises LineError."""
    given = read_yaml(file, _File)
    return given.municipality, Outline(given.view_box, given.areas)


def place_of(said: str) -> str | None:
    """Give the code of a municipality, or a postal code, by either or by a municipality's name."""
    wanted = said.strip().casefold()
    if postal_code(wanted) or wanted in municipalities():
        return wanted
    named = (
        code
        for code, each in municipalities().items()
        if wanted in {each.name_fi.casefold(), each.name_sv.casefold()}
    )
    return next(named, None)


def postal_codes_in(municipality: str) -> Sequence[str]:
    """List the postal codes of a municipality under which people live."""
    return [
        code
        for code, each in postal_codes().items()
        if each.municipality_code == municipality and each.kind == "street"
    ]
