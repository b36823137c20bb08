"""A message again, with other headers: for a detour, a retry by hand, or a queue that moves."""

from typing import TypeAlias

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, HeadersType

Headers: TypeAlias = HeadersType


def copy_of(message: AbstractIncomingMessage, headers: Headers) -> aio_pika.Message:
    """Give a persistent message with the same body, id and type."""
    return aio_pika.Message(
        message.body,
        content_type=message.content_type,
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        message_id=message.message_id,
        type=message.type,
        headers=headers,
    )


def trace_of(message: AbstractIncomingMessage) -> Headers:
    """Give the header of its trace, if it has one: a copy belongs to the same."""
    traceparent = message.headers.get("traceparent")
    return {"traceparent": traceparent} if traceparent else {}
