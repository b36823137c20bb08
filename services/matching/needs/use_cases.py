"""Needs come in, and belong to a story that is told of their request."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.matching.needs.model import Need, RequestId
from services.matching.needs.ports import NeedWork
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestCreated
from shared.messaging.outbox import Story
from shared.work import Store


@dataclass(frozen=True, slots=True)
class KeepNeeds:
    """Order and doubles do not matter: a need is stored once, and an end stays the end."""

    store: Store[NeedWork]

    async def react_to_requests_created(self, events: Sequence[Envelope[RequestCreated]]) -> None:
        """Keep the needs, looked at as soon as they are stored, unless they ended before."""
        async with self.store.begin() as work:
            first = await work.first_deliveries(events)
            fresh = [event for event in events if event.id in first]
            await work.needs.add([_need_of(event) for event in fresh])
            work.stir()


def story_of(need: Need, cause: UUID | None = None) -> Story:
    """Give the request's story, which everything about its need belongs to."""
    return Story(need.request_id, need.municipality, cause, activation=need.activation)


def activation_of(event: Envelope[Event]) -> Activation:
    """Read which activation an event belongs to."""
    return Activation(event.activationid, event.exercise)


def story_in(event: Envelope[Event]) -> Story:
    """Give the story of what answers an event about a request, also without a need's details."""
    activation = activation_of(event)
    return Story(event.correlationid, event.municipality, event.id, activation=activation)


def _need_of(event: Envelope[RequestCreated]) -> Need:
    """Read the need, its codes as they came."""
    data = event.data
    return Need(
        request_id=RequestId(data.request_id),
        service_line=data.service_line,
        category_code=data.category,
        urgency_code=data.urgency,
        municipality=data.municipality,
        postal_code=data.postal_code,
        language_code=data.language,
        volunteer_allowed=data.volunteer_allowed,
        activation=activation_of(event),
        series_id=data.series_id,
        cause=event.id,
        channel=data.channel,
        min_vetting=data.min_vetting,
        person=data.person,
        not_for=data.not_for,
    )
