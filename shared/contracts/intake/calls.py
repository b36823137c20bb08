"""How calls with the network's phone ended, and which of them nobody answered."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.event import Event, Open
from shared.contracts.words import Category, Channel, ServiceLine


class CallLogged(Event):
    """A call with the network's phone ended. Subject `call/<id>`.

    It says nothing of what was said, nor who of the staff took it. What was asked for is told of a
    new request only, as its own event tells it: of a reserved one by the constants of all of
    these, of danger not at all.
    """

    event_type: ClassVar[str] = "call.logged"

    call_id: UUID
    direction: Open[CallDirection]
    outcome: Open[CallOutcome]
    seconds: int = Field(ge=0)
    channel: Open[Channel]
    service_line: Open[ServiceLine] | None = None
    category: Open[Category] | None = None
    request_id: UUID | None = None
    """The request that came of it, or to which it was added."""


class CallMissed(Event):
    """Nobody answered a call. Subject `call/<id>`: the id is that of this one call.

    It says nothing of who rang, and not which calls are of the same number.
    """

    event_type: ClassVar[str] = "call.missed"

    call_id: UUID
    rang_at: AwareDatetime
    """When it rang: it may be told days later."""
    in_hours: bool
    """Whether somebody should have answered then."""
    channel: Open[Channel]


class CallMissedReturned(Event):
    """Whoever was not answered was spoken to since: rung back, or they got through themselves.

    Subject `call/<id>`, after `call.missed`; said once.
    """

    event_type: ClassVar[str] = "call.missed_returned"

    call_id: UUID
