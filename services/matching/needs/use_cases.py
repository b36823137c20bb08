"""Needs come in, and belong to a story that is told of their request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need, RequestId
from services.matching.needs.ports import NeedWork
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestCreated, RequestUpdated, SaysNeed
from shared.messaging.outbox import Story
from shared.work import Store

_IDS: Final = frozenset({"request_id"})


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


def said_need(event: Envelope[SaysNeed]) -> Need:
    """Read what is wanted, its codes as they came."""
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
        cause=event.id,
        min_vetting=data.min_vetting,
        not_for=data.not_for,
        also_codes=data.also,
        may_be_referred=data.may_be_referred,
    )


def corrected_need(need: Need, event: Envelope[RequestUpdated]) -> Need | None:
    """Give the need with what was corrected; None when that is nothing, or older than the known.

    Intake says all that matching searches by or nothing, so that of two the newer is enough.
    """
    data, version = event.data, event.subjectversion
    is_said = any(getattr(data, name) is not None for name in SaysNeed.model_fields.keys() - _IDS)
    if not is_said or version <= need.request_version:
        return None
    reserved = replace(need, category_code=None, also_codes=(), postal_code=None, min_vetting=None)
    before = reserved if data.volunteer_allowed is False else need
    is_allowed, may_be_referred = data.volunteer_allowed, data.may_be_referred
    return replace(
        before,
        service_line=data.service_line or before.service_line,
        category_code=data.category or before.category_code,
        urgency_code=data.urgency or before.urgency_code,
        municipality=data.municipality or before.municipality,
        postal_code=data.postal_code or before.postal_code,
        language_code=data.language or before.language_code,
        volunteer_allowed=before.volunteer_allowed if is_allowed is None else is_allowed,
        min_vetting=data.min_vetting or before.min_vetting,
        not_for=before.not_for if data.not_for is None else data.not_for,
        also_codes=before.also_codes if data.also is None else data.also,
        request_version=version,
        may_be_referred=(before.may_be_referred if may_be_referred is None else may_be_referred),
    )


def _need_of(event: Envelope[RequestCreated]) -> Need:
    data = event.data
    return replace(
        said_need(event),
        series_id=data.series_id,
        again_of=data.again_of,
        channel=data.channel,
        person=data.person,
    )
