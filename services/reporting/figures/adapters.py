"""The network's own indicators, read from its files."""

from pathlib import Path
from typing import Final

from pydantic import Field

from services.reporting.figures.model.indicators import Indicators, SmallCells
from services.reporting.figures.rules.indicator_faults import LEAST_K
from services.reporting.figures.rules.indicator_files import read_indicators
from shared.contracts.words import ServiceLine
from shared.network_file import Table

_NETWORK: Final = Path(__file__).parents[3] / "deploy" / "network"
INDICATORS_FOLDER: Final = _NETWORK / "indicators"
SMALL_CELLS_FILE: Final = _NETWORK / "small_cells.toml"


class _SmallCells(Table):
    k: int = Field(ge=LEAST_K)
    whole_network_only: frozenset[ServiceLine]


def indicators_in(
    folder: Path = INDICATORS_FOLDER, small_cells: Path = SMALL_CELLS_FILE
) -> Indicators:
    """Read every file of the folder; raises IndicatorsError, which says all that is wrong."""
    said = _SmallCells.read(small_cells)
    texts = {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.toml"))}
    secret = frozenset(map(str, said.whole_network_only))
    return read_indicators(texts, SmallCells(said.k, secret))
