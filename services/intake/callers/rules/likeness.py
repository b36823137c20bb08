"""Who is like who calls: two fields agree, and more than chance would have it."""

from collections.abc import Sequence
from typing import Final

from services.intake.callers.model import Agreement, Like, Typed
from services.intake.callers.rules.addresses import read_address
from services.intake.callers.rules.evidence import (
    Evidence,
    Level,
    of_address,
    of_names,
    of_phone,
    weigh,
)
from services.intake.callers.rules.folding import words_of
from services.intake.callers.rules.index import CallerIndex
from services.intake.callers.rules.phones import FROM_DIGITS, WHOLE_FROM, digits_of

SHOWN: Final = 5
FIELDS_AGREE: Final = 2
ENOUGH: Final = 2.5
"""The score from which a card is shown: in one call of twelve a stranger agrees so by chance."""


def says_enough(typed: Typed) -> bool:
    """Say whether a whole number, or two fields, are typed far enough to agree with anybody's."""
    if len(digits_of(typed.phone)) >= WHOLE_FROM:
        return True
    is_number = len(digits_of(typed.phone)) >= FROM_DIGITS
    said = (is_number, words_of(typed.name), read_address(typed.address).street)
    return sum(map(bool, said)) >= FIELDS_AGREE


def find_like(index: CallerIndex, typed: Typed) -> Sequence[Like]:
    """Give who is like who calls, the likeliest first, five at most.

    The score adds up how rarely a stranger agrees in each way, less the number of strangers.
    """
    phone, address = of_phone(index, typed), of_address(index, typed)
    names = list(of_names(index, typed))
    own = _by_number_alone(index, typed)
    alike = [
        (slot, _compared(index, slot, (phone, address), names))
        for slot in _likely(phone, address, names) | own
    ]
    shown = [like for slot, like in alike if like.score >= ENOUGH or slot in own]
    return sorted(shown, key=lambda like: like.score, reverse=True)[:SHOWN]


def _likely(phone: Evidence, address: Evidence, names: Sequence[Evidence]) -> set[int]:
    """Give those of whom two fields agree: a name alone was wrong in four cards of five."""
    by_phone, by_address = _anybody(phone), _anybody(address)
    found, one = by_phone & by_address, by_phone | by_address
    for level in (level for name in names for level in name):
        for whose in level.whose:
            found |= one & whose
    return found


def _by_number_alone(index: CallerIndex, typed: Typed) -> set[int]:
    """Give those with a whole number that one person has, while nothing else is typed.

    A family shares one: a name that does not agree is somebody else of that home.
    """
    digits = digits_of(typed.phone)
    if len(digits) < WHOLE_FROM or words_of(typed.name) or read_address(typed.address).street:
        return set()
    whose = {*index.at_number(digits)}
    return whose if len({index.known[slot].words for slot in whose}) == 1 else set()


def _anybody(evidence: Evidence) -> set[int]:
    return {slot for level in evidence for whose in level.whose for slot in whose}


def _compared(
    index: CallerIndex, slot: int, fields: Sequence[Evidence], names: Sequence[Evidence]
) -> Like:
    agreed = [level for field in fields if (level := _best(field, slot))]
    words = [_best(name, slot) for name in names]
    said = [word for word in words if word]
    score = sum(level.weight for level in (*agreed, *said)) - weigh(index, 1)
    why = [level.why for level in agreed]
    if said:
        why.append(_why(words))
    return Like(index.known[slot].request_id, tuple(why), score)


def _best(evidence: Evidence, slot: int) -> Level | None:
    return next((level for level in evidence if level.has(slot)), None)


def _why(words: Sequence[Level | None]) -> Agreement:
    """Say how much of the name agrees."""
    ways = {word.why if word else None for word in words}
    if None in ways:
        return Agreement.NAME_PART
    return Agreement.NAME if ways == {Agreement.NAME} else Agreement.NAME_NEAR
