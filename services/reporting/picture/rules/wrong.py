"""What is wrong now, the worst first: it stands above all figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Final

from services.reporting.picture.model import Live, Waits
from services.reporting.picture.rules.waits import BOUNDS, WITHIN_A_DAY
from shared.contracts.words import Standing

SILENT: Final = timedelta(minutes=65)
"""Matching says how much help there is each half an hour: after this it went silent."""
FOUND: Final = frozenset({Standing.ASSIGNED, Standing.ACCEPTED, Standing.IN_PROGRESS})
"""Somebody has said that they help."""
UNMATCHED: Final = Standing.UNMATCHED
_LONG: Final = BOUNDS.index(WITHIN_A_DAY)


class Wrong(StrEnum):
    """What can be wrong."""

    SILENT = auto()
    """A part of the network was not heard for too long: some of the figures are old."""
    UNMATCHED = auto()
    """Nobody was found for somebody."""
    LONG = auto()
    """Somebody waits for more than a day, and no helper is found."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing that is wrong: of how many requests, and since when."""

    what: Wrong
    requests: int
    since: datetime


def what_is_wrong(live: Live) -> Sequence[Warned]:
    """List it, the worst first."""
    unmatched = [each for each in live.waits if each.why.startswith(UNMATCHED)]
    long = [each for each in unfound(live.waits) if each.age > _LONG]
    found = [_of(Wrong.UNMATCHED, unmatched), _of(Wrong.LONG, long)]
    return [*_silence(live), *(each for each in found if each)]


def unfound(waits: Sequence[Waits]) -> Sequence[Waits]:
    """Give those for whom no helper is found yet."""
    return [each for each in waits if each.why not in FOUND]


def requests_in(waits: Sequence[Waits]) -> int:
    """Count them."""
    return sum(each.requests for each in waits)


def _of(what: Wrong, waits: Sequence[Waits]) -> Warned | None:
    if not waits:
        return None
    return Warned(what, requests_in(waits), min(each.oldest for each in waits))


def _silence(live: Live) -> Sequence[Warned]:
    """While the network sleeps nothing is said; a service that never spoke was never there."""
    heard = live.heard.get("matching")
    if live.rests or heard is None or live.at - heard <= SILENT:
        return ()
    return [Warned(Wrong.SILENT, 0, heard)]
