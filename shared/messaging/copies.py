"""A message again, with other headers: for a detour, a retry by hand, or a queue that moves."""

import hashlib
from typing import TypeAlias

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, HeadersType

from shared.messaging.speakers import SAID_BY, speaker_of
from shared.messaging.users import user_of

Headers: TypeAlias = HeadersType


def copy_of(message: AbstractIncomingMessage, headers: Headers) -> aio_pika.Message:
    """Give a persistent message with the same body, name, type and publisher."""
    return aio_pika.Message(
        message.body,
        content_type=message.content_type,
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        message_id=name_of(message),
        type=message.type,
        user_id=message.user_id,
        headers=headers,
    )


def put_back(
    message: AbstractIncomingMessage, consumer: str, headers: Headers | None = None
) -> aio_pika.Message:
    """Give a copy that the consumer publishes for itself; it says who said it first."""
    said_by: Headers = {SAID_BY: speaker_of(message, consumer) or ""}
    copy = copy_of(message, {**(headers or {}), **trace_of(message), **said_by})
    copy.user_id = user_of(consumer)
    return copy


def name_of(message: AbstractIncomingMessage) -> str:
    """Give the id that it came with, else one made of its content, so that a person can name it."""
    return message.message_id or f"content-{hashlib.sha256(message.body).hexdigest()[:16]}"


def trace_of(message: AbstractIncomingMessage) -> Headers:
    """Give the header of its trace, if it has one: a copy belongs to the same."""
    traceparent = message.headers.get("traceparent")
    return {"traceparent": traceparent} if traceparent else {}
