"""The AsyncAPI 3.0 document: who says what, who listens, and the form of each message."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from shared.contracts.envelope import CONTENT_TYPE
from shared.contracts.json_schemas import shared_definitions
from shared.contracts.partner_news import SIGNED_BY, SentNews
from shared.contracts.wire import BY_TYPE, SENDERS

EXCHANGE = "events"
PARTNER_NEWS = "partner_news"
"""The one channel that is no routing key: an organisation's endpoint."""
JsonObject = dict[str, Any]


class Listening(Protocol):
    """A queue as this document needs it."""

    @property
    def name(self) -> str:
        """The queue's name on the broker."""
        ...

    @property
    def consumer(self) -> str:
        """The service that reads it."""
        ...

    @property
    def types(self) -> tuple[str, ...]:
        """The event types bound to it."""
        ...


def document(queues: Sequence[Listening] = ()) -> JsonObject:
    """Describe the whole exchange; `queues` are those of all services."""
    schemas, definitions = shared_definitions("#/components/schemas/{model}")
    news = SentNews.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions |= news.pop("$defs")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Porukalla events",
            "version": "1",
            "description": "CloudEvents 1.0 in structured JSON on one topic exchange; "
            "the routing key is the event type. No event holds personal data.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {name: _channel(name) for name in sorted(BY_TYPE)}
        | {PARTNER_NEWS: _PARTNER_CHANNEL},
        "operations": dict(_operations(queues)),
        "components": {
            "messages": {name: _message(name) for name in sorted(BY_TYPE)}
            | {PARTNER_NEWS: _PARTNER_MESSAGE},
            "schemas": schemas | definitions | {PARTNER_NEWS: news},
        },
    }


_PARTNER_CHANNEL: JsonObject = {
    "address": None,
    "description": "An organisation's own endpoint, which has answered a signed challenge.",
    "messages": {PARTNER_NEWS: {"$ref": f"#/components/messages/{PARTNER_NEWS}"}},
}
_PARTNER_MESSAGE: JsonObject = {
    "name": PARTNER_NEWS,
    "contentType": "application/json",
    "summary": (SentNews.__doc__ or "").partition(".")[0],
    "description": "Signed as Standard Webhooks 1.0.0 say; OpenAPI's `webhooks` of notify say what"
    " the answers do.",
    "headers": {
        "type": "object",
        "required": list(SIGNED_BY),
        "properties": {name: {"type": "string"} for name in SIGNED_BY},
    },
    "payload": {"$ref": f"#/components/schemas/{PARTNER_NEWS}"},
}


def _channel(event_type: str) -> JsonObject:
    return {
        "address": event_type,
        "messages": {event_type: {"$ref": f"#/components/messages/{event_type}"}},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": EXCHANGE, "type": "topic", "durable": True, "vhost": "/"},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _message(event_type: str) -> JsonObject:
    return {
        "name": event_type,
        "contentType": CONTENT_TYPE,
        "summary": _first_sentence(BY_TYPE[event_type].__doc__ or ""),
        "payload": {"$ref": f"#/components/schemas/{event_type}"},
    }


def _operations(queues: Sequence[Listening]) -> Iterator[tuple[str, JsonObject]]:
    for service, types in SENDERS.items():
        for event_type in sorted(types):
            operation = _operation("send", event_type, f"{service} says {event_type}")
            yield f"{service}.send.{event_type}", operation
    posted = _operation("send", PARTNER_NEWS, "notify posts news to an organisation")
    yield f"notify.send.{PARTNER_NEWS}", {**posted, "bindings": {"http": {"method": "POST"}}}
    for queue in queues:
        for event_type in queue.types:
            operation = _operation("receive", event_type, f"{queue.consumer} reads {queue.name}")
            yield f"{queue.consumer}.receive.{event_type}", operation


def _operation(action: str, event_type: str, summary: str) -> JsonObject:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{event_type}"},
        "messages": [{"$ref": f"#/channels/{event_type}/messages/{event_type}"}],
        "summary": summary,
    }


def _first_sentence(text: str) -> str:
    return " ".join(text.split(".", maxsplit=1)[0].split())
