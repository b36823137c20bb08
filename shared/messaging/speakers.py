"""Who says an event: a name that the broker checked, compared with the owner of its type."""

from typing import Any, Final

from aio_pika.abc import AbstractIncomingMessage

from shared.contracts.envelope import Envelope
from shared.contracts.event import LaterEvent
from shared.contracts.wire import SENDERS
from shared.messaging.errors import PermanentError
from shared.messaging.topology import EVENTS
from shared.messaging.users import user_of

SAID_BY: Final = "said_by"
"""Header of what a consumer put back for itself: who said it first."""


class NotItsOwnerError(PermanentError):
    """Not the owner of its type said this."""


def speaker_of(message: AbstractIncomingMessage, consumer: str) -> str | None:
    """Give the user that said it first, None when nobody stands for it.

    The broker refuses a `user_id` that is not the publisher's own. So the header counts only in
    what the consumer itself put back, which never comes through the exchange of events; in what
    came from others, and in what the consumer tells everybody, it is theirs to forge.
    """
    if message.user_id != user_of(consumer) or message.exchange == EVENTS:
        return message.user_id
    said_by = message.headers.get(SAID_BY, message.user_id)
    return said_by if isinstance(said_by, str) else None


def check_speaker(event: Envelope[Any], speaker: str | None) -> None:
    """Raise NotItsOwnerError unless it came from the service that it names, and that owns it.

    Whose a type of a later version is, is not known here: then it is whose it says.
    """
    service = event.source.removeprefix("porukalla/")
    is_owned = isinstance(event.data, LaterEvent) or event.type in SENDERS.get(service, frozenset())
    if not is_owned or event.source != f"porukalla/{service}" or speaker != user_of(service):
        raise NotItsOwnerError
