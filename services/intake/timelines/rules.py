"""Which entries are told together."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final

from services.intake.requests.model import State
from services.intake.timelines.model import (
    FAILED,
    PROPOSAL,
    REFERRAL,
    SENT,
    UNDER_WAY,
    Entry,
    Line,
    Told,
)
from services.intake.wishes.rules import is_for_volunteers

SHOWN: Final = 200
"""Lines of one page."""
READ: Final = 1_000
"""Entries of which they are made: more than any request has had."""
_BY_THEMSELVES: Final = frozenset({SENT, FAILED, PROPOSAL, REFERRAL, UNDER_WAY})
"""What the network does by itself, many at a time."""


def lines_of(entries: Iterable[Entry], day_of: Callable[[datetime], date]) -> Sequence[Line]:
    """Tell what people did one by one, and what the network did between by its kinds.

    Entries alike of one day are one line, at the place of the first, unless a person did something
    meanwhile: what came after it is told after it.
    """
    lines: list[Line] = []
    for (by_itself, _), run in groupby(entries, key=lambda each: _run_of(each, day_of)):
        together = list(run)
        lines += _alike(together) if by_itself else [Line([each]) for each in together]
    return lines


def may_ask_village(told: Told) -> bool:
    """Say whether the village's own group may be asked once who asked says yes.

    Only where nobody was found, never about what is sensitive, and never in an exercise.
    """
    request = told.request
    is_stuck = request.state is State.UNMATCHED and not request.activation.exercise
    return is_stuck and told.is_for_all and all(map(is_for_volunteers, request.needs))


def _run_of(entry: Entry, day_of: Callable[[datetime], date]) -> tuple[bool, date]:
    return entry.what in _BY_THEMSELVES, day_of(entry.at)


def _alike(run: Iterable[Entry]) -> Sequence[Line]:
    found: dict[tuple[str, str, tuple[str, ...]], list[Entry]] = {}
    for entry in run:
        found.setdefault((entry.what, entry.code, entry.fields), []).append(entry)
    return [Line(alike) for alike in found.values()]
