"""One queue, several types: each event goes to the reaction for its type."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.batch_consumer import BatchHandler
from shared.messaging.errors import PermanentError
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue

Kind = type[Event]


class NoReactionError(PermanentError):
    """The queue brought a type that nobody here reacts to: it is bound to one too many."""


class UnequalTypesError(Exception):
    """The types a queue is bound to and those that are reacted to differ."""


def by_type(queue: WorkQueue, reactions: Mapping[Kind, Handler]) -> Handler:
    """React to each type the queue is bound to; raises UnequalTypesError."""
    known = _known(queue, reactions)

    async def handle(event: Envelope[Any]) -> None:
        await _reaction(known, event)(event)

    return handle


def batch_by_type(
    queue: WorkQueue, batches: Mapping[Kind, BatchHandler], reactions: Mapping[Kind, Handler]
) -> BatchHandler:
    """Take some types many at once, and first; then the others, one after another.

    What was done before a failure is not done again: the inbox knows it. So the order of a
    subject must not matter between a type taken at once and the others. Raises UnequalTypesError.
    """
    known_batches = {kind.event_type: handler for kind, handler in batches.items()}
    known = _known(queue, reactions, also=tuple(known_batches))

    async def handle(events: Sequence[Envelope[Any]]) -> None:
        for event_type, handler in known_batches.items():
            some = [event for event in events if event.type == event_type]
            if some:
                await handler(some)
        for event in events:
            if event.type not in known_batches:
                await _reaction(known, event)(event)

    return handle


def _known(
    queue: WorkQueue, reactions: Mapping[Kind, Handler], also: Sequence[str] = ()
) -> Mapping[str, Handler]:
    known = {kind.event_type: handler for kind, handler in reactions.items()}
    if {*known, *also} != set(queue.types):
        raise UnequalTypesError(queue.name)
    return known


def _reaction(known: Mapping[str, Handler], event: Envelope[Any]) -> Handler:
    try:
        return known[event.type]
    except KeyError:
        raise NoReactionError from None
