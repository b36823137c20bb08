"""In which ways what was typed agrees with whom, and how rarely strangers agree in that way."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.callers.model import Agreement, Typed
from services.intake.callers.rules.addresses import Address, read_address, sister_streets
from services.intake.callers.rules.folding import bare_forms, words_of
from services.intake.callers.rules.forms import other_forms
from services.intake.callers.rules.index import CallerIndex
from services.intake.callers.rules.phones import FROM_DIGITS, NEAR_FROM, digits_of, near_numbers

FEWEST: Final = 20_000
"""How rare a name is cannot be told from fewer people than this."""

Slots = set[int] | frozenset[int]


@dataclass(frozen=True, slots=True)
class Level:
    """Those of whom something agrees in one way, and what that says."""

    why: Agreement
    whose: Sequence[Slots]
    weight: float
    """The logarithm of one stranger in so many."""

    def has(self, slot: int) -> bool:
        """Say whether somebody is among them."""
        return any(slot in each for each in self.whose)


Evidence = Sequence[Level]
"""The ways in which one thing that was typed agrees; what says most comes first."""


def weigh(index: CallerIndex, people: int) -> float:
    """Give the logarithm of one in as many as `people` are among all."""
    return math.log(max(len(index), FEWEST) / max(people, 1))


def of_phone(index: CallerIndex, typed: Typed) -> Evidence:
    """Compare the number: all of it, with one digit wrong, or its beginning."""
    digits = digits_of(typed.phone)
    if len(digits) < FROM_DIGITS:
        return ()
    whole = frozenset(index.at_number(digits))
    levels = [_level(index, Agreement.PHONE, [whole])]
    if len(digits) >= NEAR_FROM:
        near = {slot for number in near_numbers(digits) for slot in index.at_number(number)}
        levels.append(_level(index, Agreement.PHONE_NEAR, [whole | near]))
    begun = frozenset(index.at_start(digits))
    return [*levels, _level(index, Agreement.PHONE_START, [whole | begun])]


def of_address(index: CallerIndex, typed: Typed) -> Evidence:
    """Compare street and number, then the street alone."""
    address = read_address(typed.address)
    if not address.street:
        return ()
    streets = {address.street, *index.streets.near(address.street)}
    streets.update(sister_streets(address.street))
    levels = []
    if address.number:
        here = _in_town(index, typed.town, index.at_home(address))
        homes = [index.at_home(Address(street, address.number)) for street in streets]
        near = _in_town(index, typed.town, [slot for home in homes for slot in home])
        levels = [_level(index, Agreement.ADDRESS, [here])]
        levels.append(_level(index, Agreement.ADDRESS_NEAR, [near]))
    there = [_in_town(index, typed.town, index.streets.whose(street)) for street in streets]
    return [*levels, _level(index, Agreement.STREET, there)]


def of_names(index: CallerIndex, typed: Typed) -> Iterator[Evidence]:
    """Compare each word of the name: as it is, then as it may be spelt."""
    for word in dict.fromkeys(words_of(typed.name)):
        same = index.names.whose(word)
        spelt = {near for form in (word, *bare_forms(word)) for near in index.names.near(form)}
        spelt |= {other for form in (word, *bare_forms(word)) for other in other_forms(form)}
        near = [index.names.whose(other) for other in spelt]
        yield [
            _level(index, Agreement.NAME, [same]),
            _level(index, Agreement.NAME_NEAR, near),
        ]


def _level(index: CallerIndex, why: Agreement, whose: Sequence[Slots]) -> Level:
    return Level(why, whose, weigh(index, sum(map(len, whose))))


def _in_town(index: CallerIndex, town: str, slots: Collection[int]) -> Slots:
    if not town:
        return frozenset(slots)
    return frozenset(slot for slot in slots if index.known[slot].town in {town, ""})
