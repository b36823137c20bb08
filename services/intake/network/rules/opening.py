"""The guard before the network opens: a need, people at the phone, and help of each kind."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from services.intake.activation.model import Decision
from services.intake.network.model import Facts, Lack, Missing
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState, OpenChannel
from shared.contracts.words import SERVICE_LINE_OF, VOLUNTEER_CATEGORIES, ServiceLine

STAFFED: Final = 3
"""So many people answer one phone in turns; with fewer it is unanswered when one of them is ill."""


def opens(standing: Standing, decision: Decision) -> bool:
    """Say whether the network opens by a decision: what is open already is not asked again."""
    return (
        decision.state is ActivationState.ACTIVATED
        and standing.state is not ActivationState.ACTIVATED
    )


def missing(facts: Facts, decision: Decision, serves: Collection[str]) -> Sequence[Missing]:
    """List what is not there, in the order in which somebody would see to it."""
    return [
        *_need(facts, decision),
        *_phone(facts, decision.reach),
        *_help(facts, decision.reach, serves),
    ]


def _need(facts: Facts, decision: Decision) -> Iterator[Missing]:
    if not (facts.waiting or facts.rang or decision.trigger.strip()):
        yield Missing(Lack.NEED)


def _phone(facts: Facts, reach: Reach) -> Iterator[Missing]:
    if OpenChannel.PHONE in reach.channels and facts.staff < STAFFED:
        yield Missing(Lack.PHONE)


def _help(facts: Facts, reach: Reach, serves: Collection[str]) -> Iterator[Missing]:
    """Ask of each line for volunteers, and where none may do it for an organisation."""
    areas = reach.areas or frozenset(serves)
    for line in ServiceLine:
        if reach.lines and line not in reach.lines:
            continue
        needs = [each for each in VOLUNTEER_CATEGORIES if SERVICE_LINE_OF[each] is line]
        if not needs and not facts.organisations:
            yield Missing(Lack.PARTNERS, line)
        if needs and not any(areas & set(facts.helped.get(each, ())) for each in needs):
            yield Missing(Lack.VOLUNTEERS, line)
