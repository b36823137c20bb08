"""How many of those who called before are found, how many cards are wrong, and how fast.

Times are of the processor: nothing is waited for, so that what else goes on takes no part.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz, process

from services.intake.callers.model import Subject, Typed
from services.intake.callers.rules.index import CallerIndex
from services.intake.callers.rules.likeness import SHOWN, find_like
from services.intake.requests.model import RequestId
from tests.bench.intake.corpus.calls import Call, Corpus, Half
from tests.bench.intake.corpus.noises import Heard
from tests.bench.intake.corpus.people import Caller
from tests.bench.measuring import Goal, Row, alone, compared

FOUND: Final = Goal(">=", 95)
WRONG: Final = Goal("<=", 0.3)
BUILT: Final = Goal("<=", 2)
ANSWERED: Final = Goal("<=", 5)
FASTER: Final = Goal("<=", 0.1)
ROUNDS: Final = 3
_SCANNED: Final = 100
_SURE: Final = 60

Answer = Callable[[Heard], Sequence[int]]
"""Gives places in the corpus, the likeliest first."""


@dataclass(slots=True)
class Ours:
    """The index, asked as an operator asks."""

    index: CallerIndex = field(default_factory=CallerIndex)

    def fill(self, people: Sequence[Caller]) -> float:
        """Build it; gives the seconds that it took."""
        subjects = [subject(place, one) for place, one in enumerate(people)]
        began = time.process_time()
        for each in subjects:
            self.index.put(each)
        return time.process_time() - began

    def __call__(self, heard: Heard) -> Sequence[int]:
        """Find who is alike."""
        typed = Typed(heard.phone, heard.name, heard.address, heard.town)
        return [like.request_id.int for like in find_like(self.index, typed)]


def scan_of(people: Sequence[Caller]) -> Answer:
    """Give the other way: everybody's line is compared with what was typed, by compiled code."""
    lines = [_line(one.name, one.phone, one.address) for one in people]

    def scan(heard: Heard) -> Sequence[int]:
        wanted = _line(heard.name, heard.phone, heard.address)
        found = process.extract(
            wanted, lines, scorer=fuzz.ratio, limit=SHOWN, score_cutoff=_SURE, processor=None
        )
        return [place for _, _, place in found]

    return scan


def likeness_rows(corpus: Corpus, *, full: bool = True) -> list[Row]:
    """Measure both halves apart; how fast it is only says something at its full size."""
    before = _resident()
    ours = Ours()
    seconds = ours.fill(corpus.known)
    memory = _resident() - before
    rows = [
        *_half_rows("seen", corpus.seen, ours),
        *_half_rows("unseen", corpus.unseen, ours),
    ]
    if not full:
        return rows
    seconds = statistics.median([seconds, *(Ours().fill(corpus.known) for _ in range(ROUNDS - 1))])
    people = f"{len(corpus.known):,} callers"
    return [
        alone(f"index of {people} built", seconds, "s", BUILT),
        alone(f"memory of {people}", memory / 2**20, "MB"),
        *_speed_rows(corpus, ours),
        *rows,
    ]


def subject(place: int, one: Caller) -> Subject:
    """Give somebody of the corpus as intake knows them; their place is the id."""
    return Subject(
        RequestId(UUID(int=place)), (one.name,), (f"+358{one.phone[1:]}",), one.address, one.town
    )


def _half_rows(name: str, half: Half, ours: Answer) -> Sequence[Row]:
    found = statistics.fmean(call.whose in ours(call.heard) for call in half.again)
    wrong = statistics.fmean(len(ours(call.heard)) for call in half.first)
    return [
        alone(f"who called before, among the first five, {name} half", 100 * found, "%", FOUND),
        alone(f"wrong cards a first-time caller, {name} half", wrong, "cards", WRONG),
    ]


def _speed_rows(corpus: Corpus, ours: Answer) -> Sequence[Row]:
    halves = corpus.seen, corpus.unseen
    calls = [call for half in halves for call in (*half.again, *half.first)]
    scan, some = scan_of(corpus.known), calls[:: len(calls) // _SCANNED]
    mine, other = [], []
    for _ in range(ROUNDS):
        other.append(_slow(scan, some))
        mine.append(_slow(ours, some))
    by_scan = statistics.fmean(
        call.whose in scan(call.heard) for half in halves for call in half.again[:_SCANNED]
    )
    return [
        alone("likeness of one who calls, p95", _slow(ours, calls), "ms", ANSWERED),
        compared("the same against a rapidfuzz scan, p95", "ms", (mine, other), FASTER),
        alone("among the first five of that scan", 100 * by_scan, "%"),
    ]


def _slow(answer: Answer, calls: Sequence[Call]) -> float:
    """Give the milliseconds in which nineteen of twenty are answered."""
    times = []
    for call in calls:
        began = time.process_time()
        answer(call.heard)
        times.append(1000 * (time.process_time() - began))
    return statistics.quantiles(times, n=20)[-1]


def _line(*fields: str) -> str:
    return " ".join(fields).casefold()


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096
