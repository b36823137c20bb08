"""Whether a decision holds, and how the network stands by it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from services.intake.activation.model import LONGEST, Decision, Fault
from shared.activation.rules import GOES_TO
from shared.activation.standing import AT_WORK, Reach, Standing
from shared.contracts.activation_words import ActivationState
from shared.contracts.words import ServiceLine

REVIEWED: Final = frozenset({ActivationState.ACTIVATED, ActivationState.PROLONGED})
"""States in which somebody looks anew on a day that is set whether to go on."""


def faults(
    standing: Standing, decision: Decision, today: date, serves: Collection[str]
) -> Sequence[Fault]:
    """List what is wrong with a decision, in the order in which a form asks for it."""
    return [
        *_step(standing, decision),
        *_words(decision),
        *_days(decision, today),
        *_reach(decision.reach, serves),
    ]


def decided(standing: Standing, decision: Decision, at: datetime) -> Standing:
    """Give how it stands from now on; since when it is in its state goes on where that stays."""
    return replace(
        standing,
        state=decision.state,
        since=standing.since if standing.state is decision.state else at,
        changed_at=at,
        version=standing.version + 1,
        reach=decision.reach,
    )


def beginning(at: datetime) -> Standing:
    """Give how the next activation begins: asleep, with nothing switched off yet."""
    return Standing(ActivationState.STANDBY, at, at, at, version=1)


def _step(standing: Standing, decision: Decision) -> Iterator[Fault]:
    if standing.state is decision.state:
        if standing.reach == decision.reach:
            yield Fault.NOTHING_NEW
    elif decision.state not in GOES_TO[standing.state]:
        yield Fault.NO_SUCH_STEP


def _words(decision: Decision) -> Iterator[Fault]:
    if not decision.trigger.strip():
        yield Fault.TRIGGER_MISSING
    if not decision.decision.strip():
        yield Fault.DECISION_MISSING
    if max(len(decision.trigger), len(decision.decision)) > LONGEST:
        yield Fault.WORDS_TOO_LONG


def _days(decision: Decision, today: date) -> Iterator[Fault]:
    """Ask until when it holds, and by when somebody looks at it anew."""
    until, review = decision.reach.valid_until, decision.reach.review_on
    if until is None and decision.state in AT_WORK:
        yield Fault.VALID_UNTIL_MISSING
    if until is not None and until < today:
        yield Fault.VALID_UNTIL_OVER
    if review is None and decision.state in REVIEWED:
        yield Fault.REVIEW_MISSING
    if review is not None:
        yield from _review(review, until, today)


def _review(review: date, until: date | None, today: date) -> Iterator[Fault]:
    if review < today:
        yield Fault.REVIEW_OVER
    if until is not None and review > until:
        yield Fault.REVIEW_TOO_LATE


def _reach(reach: Reach, serves: Collection[str]) -> Iterator[Fault]:
    if not reach.areas <= set(serves):
        yield Fault.AREA_NOT_SERVED
    if not reach.lines <= set(ServiceLine):
        yield Fault.LINE_UNKNOWN
