"""Who is found outside a call: by a whole address, or a name with its town, and by nothing less."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from services.intake.callers.rules.addresses import Address, read_address
from services.intake.callers.rules.folding import words_of
from services.intake.callers.rules.index import CallerIndex
from services.intake.requests.model import RequestId

FEW: Final = 5
"""Requests of one name in one town; where there are more the address is asked for."""
_NUMBER: Final = re.compile(r"\d{1,4}[a-zA-Z]?")
TownOf = Callable[[str], str | None]
"""Gives the municipality's code of a town's name or a postal code."""


class Exactly(NamedTuple):
    """Whom somebody looks for, as they are compared."""

    names: Sequence[str]
    address: Address
    town: str

    @property
    def is_whole(self) -> bool:
        """Say whether it is enough to find one person by."""
        return bool(self.address.street and self.address.number) or bool(self.names and self.town)


def read_exactly(text: str, town_of: TownOf) -> Exactly | None:
    """Read "Aino, Mikkeli", "Porrassalmenkatu 1" or "Aino, Porrassalmenkatu 1, 50100 Mikkeli".

    None for what is not enough: a name alone, a street without a number, a town.
    """
    names: list[str] = []
    address, town = Address(), ""
    for part in text.split(","):
        words, found = _without_town(part.split(), town_of)
        town = found or town
        if any(_NUMBER.fullmatch(word) for word in words[1:]):
            address = read_address(" ".join(words))
        else:
            names += words_of(" ".join(words))
    wanted = Exactly(tuple(names), address, town)
    return wanted if wanted.is_whole else None


def find_exactly(index: CallerIndex, wanted: Exactly) -> Sequence[RequestId]:
    """Give whose whole words agree, in no order."""
    found = _at(index, wanted)
    for name in wanted.names:
        found = found & index.names.whose(name)
    known = [index.known[slot] for slot in found]
    return [each.request_id for each in known if wanted.town in {"", each.town}]


def _at(index: CallerIndex, wanted: Exactly) -> set[int]:
    if wanted.address.street:
        return set(index.at_home(wanted.address))
    return set(index.names.whose(wanted.names[0]))


def _without_town(words: Sequence[str], town_of: TownOf) -> tuple[Sequence[str], str]:
    town = ""
    while found := _town_at_end(words, town_of):
        code, size = found
        words, town = words[:-size], town or code
    return words, town


def _town_at_end(words: Sequence[str], town_of: TownOf) -> tuple[str, int] | None:
    """Read a town or a postal code, and of how many words it is: S:t Michel has two."""
    for size in range(min(2, len(words)), 0, -1):
        if found := town_of(" ".join(words[-size:])):
            return found, size
    return None
