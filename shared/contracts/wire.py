"""From bytes on the wire to a typed envelope, and back."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.contracts import intake, matching, notify, reporting, rights
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event, LaterEvent

FACTS: tuple[type[Event], ...] = (
    *intake.EVENTS,
    *matching.EVENTS,
    *notify.EVENTS,
    *reporting.EVENTS,
)
ALL: tuple[type[Event], ...] = (*FACTS, *notify.COMMANDS, *rights.ASKS, *rights.ANSWERS)
BY_TYPE: dict[str, type[Event]] = {kind.event_type: kind for kind in ALL}
ENVELOPES: dict[str, type[Envelope[Event]]] = {
    # pydantic parametrises at run time; the registry's static type is the common base
    kind.event_type: Envelope[kind]  # type: ignore[valid-type]
    for kind in ALL
}

SENDERS: dict[str, frozenset[str]] = {
    service: frozenset(kind.event_type for kind in kinds)
    for service, kinds in (
        ("intake", (*intake.EVENTS, *notify.COMMANDS, *rights.ASKS)),
        ("matching", (*matching.EVENTS, *notify.COMMANDS, *rights.ANSWERS)),
        ("notify", (*notify.EVENTS, *rights.ANSWERS)),
        ("reporting", reporting.EVENTS),
    )
}
"""What each service says: the broker lets it say, and consumers believe of it, nothing else."""

_OPTIONAL = ("causationid", "traceparent", "municipality")


class UnreadableEventError(Exception):
    """The message is not an event this version can read; retrying cannot help."""


class UnknownTypeError(UnreadableEventError):
    """The type is of a later version, or of one that is no more."""


class _Head(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: str


def schema_url(event_type: str) -> str:
    """Name the JSON Schema of a type; the files lie in shared/contracts/schemas."""
    return f"urn:porukalla:schema:{event_type}"


def read(body: bytes) -> Envelope[Event]:
    """Parse and validate one message.

    Raises UnreadableEventError without any value of the message in its text.
    """
    try:
        event_type = _Head.model_validate_json(body).type
        kind = ENVELOPES[event_type]
        return kind.model_validate_json(body)
    except KeyError:
        unread: UnreadableEventError = UnknownTypeError("unknown event type")
    except ValidationError as error:
        unread = UnreadableEventError(_places(error))
    raise unread


def read_later(body: bytes) -> Envelope[Event]:
    """Parse a message whose data this version does not know: they are kept as they came.

    Raises UnreadableEventError when even the envelope is none.
    """
    try:
        return Envelope[LaterEvent].model_validate_json(body)
    except ValidationError as error:
        unread = UnreadableEventError(_places(error))
    raise unread


def write(envelope: Envelope[Event]) -> bytes:
    """Serialise for the wire, the event log and webhooks alike."""
    absent = {name for name in _OPTIONAL if getattr(envelope, name) is None}
    return envelope.model_dump_json(exclude=absent).encode()


def _places(error: ValidationError) -> str:
    found: list[Any] = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['type']}" for item in found[:5])
