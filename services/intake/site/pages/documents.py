"""Documents for developers: OpenAPI of each service, AsyncAPI of all events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import shared.contracts
from shared.contracts.asyncapi import JsonObject, document
from shared.contracts.envelope import Envelope
from shared.contracts.partner_news import SentNews
from shared.contracts.wire import BY_TYPE, SENDERS
from shared.contracts.words import Language
from shared.messaging.topology import WorkQueue
from shared.web.forms import lead_to_language
from shared.web.pages import render

router = APIRouter(include_in_schema=False)

SERVICES = ("intake", "matching", "notify", "reporting")
_EXAMPLES = Path(shared.contracts.__path__[0]) / "examples"


@dataclass(frozen=True, slots=True)
class Described:
    """One event type in words."""

    type: str
    summary: str
    publishers: tuple[str, ...]
    consumers: tuple[str, ...]
    fields: Mapping[str, str]


lead_to_language(router, "/docs")


@router.get("/{language}/docs")
async def overview(request: Request, language: Language) -> Response:
    """List the documents."""
    del language
    return render(request, "site/overview.html", services=SERVICES)


@router.get("/{language}/docs/events")
async def events(request: Request, language: Language) -> Response:
    """Show every event: who says it, who listens, and what it holds."""
    del language
    return render(
        request,
        "site/events.html",
        events=described(),
        envelope=_fields_of(Envelope),
        partner_news=_fields_of(SentNews),
    )


@router.get("/docs/asyncapi.json")
async def asyncapi() -> Response:
    """Serve the machine-readable document."""
    return JSONResponse(_document())


@cache
def described() -> tuple[Described, ...]:
    """Describe all events, in the order of their types."""
    return tuple(_describe(event_type) for event_type in sorted(BY_TYPE))


@cache
def _document() -> JsonObject:
    queues = [
        WorkQueue(consumer, event_type, (event_type,))
        for event_type in sorted(BY_TYPE)
        for consumer in _consumers(event_type)
    ]
    return document(queues)


def _describe(event_type: str) -> Described:
    kind = BY_TYPE[event_type]
    return Described(
        type=event_type,
        summary=" ".join((kind.__doc__ or "").split()),
        publishers=tuple(name for name, types in SENDERS.items() if event_type in types),
        consumers=tuple(_consumers(event_type)),
        fields=_fields_of(kind),
    )


def _consumers(event_type: str) -> Iterator[str]:
    """Name who listens: each has an example of the message (a contract test keeps them alike)."""
    for folder in sorted(_EXAMPLES.iterdir()):
        if (folder / f"{event_type}.json").exists():
            yield folder.name


def _fields_of(kind: type[BaseModel]) -> Mapping[str, str]:
    properties = kind.model_json_schema().get("properties", {})
    return {name: _kind_of(schema) for name, schema in properties.items()}


def _kind_of(schema: JsonObject) -> str:
    """Say a field's type in a few words."""
    if "anyOf" in schema:
        return " or ".join(_kind_of(part) for part in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    return str(schema.get("format") or schema.get("const") or schema.get("type", "any"))
