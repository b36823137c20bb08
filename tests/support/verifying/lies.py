"""What a superuser may do to a town's records, as data: see lies.toml."""

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

_TOLD = tomllib.loads(Path(__file__).with_name("lies.toml").read_text(encoding="utf-8"))


class Lie(NamedTuple):
    """A change that a superuser makes, and a rule by which it must be told."""

    service: str
    table: str
    statement: str
    rule: str


LIES: Final = tuple(Lie(*each) for each in _TOLD["lies"])
UNTOLD: Final[dict[str, str]] = _TOLD["untold"]
NO_ROWS: Final = frozenset[str](_TOLD["no_rows"])
PICKED: Final[dict[str, str]] = _TOLD["picked"]
