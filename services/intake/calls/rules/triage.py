"""What answers change: they may only raise caution."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from services.intake.calls.model.triage import Judged, Question, Reply, Route, Triage
from shared.contracts.words import Urgency

_URGENCIES: Final = tuple(Urgency)
_ROUTES: Final = tuple(Route)


def questions_for(triage: Triage, needs: Collection[str]) -> Sequence[Question]:
    """Give what is asked of somebody who needs this, in the order of the file."""
    return [each for each in triage.questions if not each.needs or not each.needs.isdisjoint(needs)]


def reply_to(question: Question, typed: Mapping[str, str]) -> Reply:
    """Give the reply that was chosen, or the usual one."""
    said = typed.get(question.field)
    return next((each for each in question.replies if each.code == said), question.replies[0])


def judge(
    questions: Sequence[Question], typed: Mapping[str, str], chosen: Urgency | None
) -> Judged:
    """Say what all replies make of it: the most urgent, the most careful; any danger is danger."""
    replies = {question.code: reply_to(question, typed) for question in questions}
    urgencies = [chosen, *(reply.urgency for reply in replies.values())]
    routes = [Route.VOLUNTEER, *(reply.route for reply in replies.values() if reply.route)]
    return Judged(
        urgency=min(filter(None, urgencies), key=_URGENCIES.index, default=None),
        route=max(routes, key=_ROUTES.index),
        danger=any(reply.danger for reply in replies.values()),
        say=[reply.say for reply in replies.values() if reply.say],
        answers={code: reply.code for code, reply in replies.items()},
    )


def is_more_urgent(one: str, other: str) -> bool:
    """Say whether a known urgency is more urgent than another."""
    known = {*_URGENCIES}
    return {one, other} <= known and _URGENCIES.index(Urgency(one)) < _URGENCIES.index(
        Urgency(other)
    )
