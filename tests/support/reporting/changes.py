"""Told facts, changed: with other data, in an exercise, with all that reports count by."""

from collections.abc import Iterable
from pathlib import Path

import shared.contracts
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import read
from shared.contracts.words import Basis, Channel, VettingLevel
from tests.support.reporting.building import named

EXAMPLES = Path(shared.contracts.__path__[0]) / "examples" / "reporting"
DRILL = named("an activation that is an exercise")
SAID_ONLY = (
    "request.assignment_requested",
    "request.assignment_refused",
    "request.widening_requested",
    "request.widened",
    "request.widening_refused",
    "request.referral_requested",
    "request.referral_refused",
    "request.search_reported",
    "referral.answered",
    "referral.asked_back",
    "referral.in_progress",
    "referral.link_issued",
    "referral.reminded",
    "request.referred",
)
"""Facts that are told in a timeline and counted nowhere."""
PERSON = "b1" * 32
MARKS: dict[str, dict[str, object]] = {
    "request.created": {
        "channel": Channel.PHONE,
        "min_vetting": VettingLevel.INTERVIEWED,
        "person": PERSON,
    },
    "assignment.completed": {"basis": Basis.ESTIMATED},
    "hours.logged": {"basis": Basis.SAMPLED},
    "activity.logged": {
        "channel": Channel.PHONE,
        "min_vetting": VettingLevel.INTERVIEWED,
        "basis": Basis.ESTIMATED,
        "person": PERSON,
    },
}


def example(event_type: str) -> Envelope[Event]:
    """Give the contract's example of a fact."""
    return read((EXAMPLES / f"{event_type}.json").read_bytes())


def saying(event: Envelope[Event], **values: object) -> Envelope[Event]:
    """Give the fact with other data."""
    return event.model_copy(update={"data": event.data.model_copy(update=values)})


def marked(events: Iterable[Envelope[Event]]) -> list[Envelope[Event]]:
    """Give the facts with channel, vetting, basis and person."""
    return [saying(event, **MARKS.get(event.type, {})) for event in events]


def drilled(events: Iterable[Envelope[Event]], *others: Envelope[Event]) -> list[Envelope[Event]]:
    """Give the facts as of an exercise."""
    change = {"activationid": DRILL, "exercise": True}
    return [event.model_copy(update=change) for event in (*events, *others)]
