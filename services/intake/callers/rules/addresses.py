"""A street and a number, however they were typed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from services.intake.callers.rules.folding import words_of
from services.intake.callers.rules.forms import in_finnish

_TYPED: Final = re.compile(r"(\D*)(\d{1,4})?")
_SHORT: Final = (("t. ", "tie "), ("k. ", "katu "), ("v. ", "vägen "), ("g. ", "gatan "))
_ENDS: Final = re.compile(
    r"(?:(tie)(?:n|lla|lta|lle|ssa)?|(ka[td]u)(?:n|lla|lta|lle)?|(kuja)(?:n|lla|lta|lle)?"
    r"|(pol[k]?u)(?:n|lla|lta|lle)?|(vag)(?:en)?s?|(gata)n?s?|(grand)(?:en)?s?|(stig)(?:en)?s?)$"
)
_NAMED: Final = ("tie", "katu", "kuja", "polku")


class Address(NamedTuple):
    """A street as it is compared, and a house number; nothing typed is no street."""

    street: str = ""
    """Folded, in one word and no case, in Finnish where its Swedish name is known."""
    number: str = ""


def read_address(text: str) -> Address:
    """Read a street and its number; stairs and flats are left out."""
    found = _TYPED.match(text)
    street, number = found.groups("") if found else ("", "")
    return Address(_street(street), number.lstrip("0"))


def sister_streets(street: str) -> Iterator[str]:
    """Give streets of the same name that end otherwise: who hears tie may type katu."""
    for end in _NAMED:
        if street.endswith(end):
            yield from (street.removesuffix(end) + other for other in _NAMED)
            return


@lru_cache(maxsize=20_000)
def _street(text: str) -> str:
    for short, whole in _SHORT:
        text = text.replace(short, whole)
    whole = "".join(words_of(text))
    ends = _ENDS.search(whole)
    if ends is None or not ends.start():
        return whole
    kind, begins = (ends.lastindex or 1) - 1, whole[: ends.start()]
    is_swedish = kind >= len(_NAMED)
    return (in_finnish(begins) if is_swedish else begins) + _NAMED[kind % len(_NAMED)]
