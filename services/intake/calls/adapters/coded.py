"""What files about calls have in common: codes, and words in the languages of the staff."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import StringConstraints

from shared.contracts.words import Language
from shared.network_file import Table

NETWORK: Final = Path(__file__).parents[4] / "deploy" / "network"
SPOKEN_BY_STAFF: Final = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class RefusedError(ValueError):
    """Why a part of the file is refused."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__(self.__doc__)


class UnsaidError(RefusedError):
    """Something is not said in Finnish, Swedish and English."""


class TwiceError(RefusedError):
    """Two have the same code."""


class Coded(Table):
    """Something that has a code."""

    code: Code


CodedT = TypeVar("CodedT", bound=Coded)


def once(given: list[CodedT]) -> list[CodedT]:
    """Refuse two with one code."""
    if len({each.code for each in given}) < len(given):
        raise TwiceError
    return given


def check_said(*every: Mapping[Language, str]) -> None:
    """Refuse what is not said in the languages of the staff."""
    if any(not {*SPOKEN_BY_STAFF} <= words.keys() for words in every):
        raise UnsaidError
