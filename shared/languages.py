"""The languages of pages and letters: a folder of `languages/` each, with what is said in it."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, StringConstraints

from shared.contracts.words import Language
from shared.network_file import Table

LANGUAGES: Final = Path(__file__).parents[1] / "languages"
"""What is in the folder of a language stands in the README there."""


class Writing(Table):
    """How a language is written, as its `language.toml` says."""

    name: str
    """What it calls itself."""
    name_in: str = ""
    """In what language that is; empty for its own."""
    tag: str
    """As pages and letters are marked (BCP 47)."""
    locale: str
    """Whose numbers, months and plurals it has (CLDR)."""
    day: str
    moment: str
    seconds: str
    """What stands before the seconds."""
    direction: Literal["ltr", "rtl"] = "ltr"
    note: str = ""
    """What every page for the public says of its language."""
    for_staff: bool = True
    """Without, pages of staff are not said in it: there the texts are Finnish."""

    @property
    def name_tag(self) -> str:
        """How its name is marked."""
        return self.name_in or self.tag


@cache
def writing_of(language: Language) -> Writing:
    """Read how a language is written."""
    return Writing.read(LANGUAGES / language / "language.toml")


Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def isolated(text: str, language: Language) -> str:
    """Keep Finnish in its own order where it stands in for words of another direction.

    As signs of Unicode (UAX 9): in titles and attributes no element may stand.
    """
    return text if writing_of(language).direction == "ltr" else f"\u2066{text}\u2069"


class Said(dict[Language, str]):
    """Words of the network's files by language; where a language has none, the Finnish ones."""

    def __missing__(self, language: str) -> str:
        """Give what is said instead."""
        wished = Language(language)
        spoken = wished.spoken
        return isolated(self[spoken if spoken in self else Language.FINNISH], wished)


Words = Annotated[Mapping[Language, Line], AfterValidator(Said)]


def said_alike(words: Iterable[Mapping[Language, str]]) -> bool:
    """Say whether each is said in Finnish, and in the other languages all of them or none."""
    found = {frozenset(each) for each in words}
    return len(found) == 1 and Language.FINNISH in found.pop()
