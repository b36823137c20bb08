"""The AsyncAPI document is whole: every reference leads somewhere, every speaker is known."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.contracts.asyncapi import PARTNER_NEWS, document
from shared.contracts.partner_news import PARTNER_TYPES, SIGNED_BY
from shared.contracts.wire import BY_TYPE, SENDERS
from shared.messaging.topology import EVENTS, WorkQueue

QUEUES = (
    WorkQueue("matching", "requests", ("request.created",)),
    WorkQueue("reporting", "facts", ("request.created", "hours.logged")),
)


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document(QUEUES)


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def follow(described: dict[str, Any], reference: str) -> dict[str, Any]:
    found = described
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def test_it_has_the_parts_of_version_3(described: dict[str, Any]) -> None:
    assert described["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= described["info"].keys()
    assert described["defaultContentType"] == "application/cloudevents+json"


def test_every_type_is_a_channel_on_the_one_exchange(described: dict[str, Any]) -> None:
    assert described["channels"].keys() == {*BY_TYPE, PARTNER_NEWS}
    for event_type in BY_TYPE:
        channel = described["channels"][event_type]
        assert channel["address"] == event_type
        assert channel["bindings"]["amqp"]["exchange"]["name"] == EVENTS


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    found = list(references(described))

    assert len(found) > len(BY_TYPE)
    assert all(isinstance(follow(described, reference), dict) for reference in found)


def test_every_type_is_said_by_somebody() -> None:
    assert set().union(*SENDERS.values()) == BY_TYPE.keys()


def test_operations_name_the_service_and_the_direction(described: dict[str, Any]) -> None:
    operations = described["operations"]

    assert operations["intake.send.request.created"]["action"] == "send"
    assert operations["matching.receive.request.created"]["action"] == "receive"
    assert operations["reporting.receive.hours.logged"]["channel"] == {
        "$ref": "#/channels/hours.logged"
    }
    assert "matching.receive.hours.logged" not in operations


def test_the_payload_is_the_whole_message(described: dict[str, Any]) -> None:
    message = described["components"]["messages"]["request.created"]

    payload = follow(described, message["payload"]["$ref"])

    assert {"specversion", "id", "data"} <= payload["properties"].keys()
    assert payload["properties"]["type"]["const"] == "request.created"
    data = follow(described, payload["properties"]["data"]["$ref"])
    assert "postal_code" in data["properties"]


def test_what_partners_are_posted_is_a_channel_whose_address_is_theirs(
    described: dict[str, Any],
) -> None:
    operation = described["operations"][f"notify.send.{PARTNER_NEWS}"]
    channel = follow(described, operation["channel"]["$ref"])
    message = described["components"]["messages"][PARTNER_NEWS]
    payload = follow(described, message["payload"]["$ref"])
    types = follow(described, payload["properties"]["type"]["$ref"])["enum"]

    assert channel["address"] is None
    assert operation["bindings"] == {"http": {"method": "POST"}}
    assert message["headers"]["required"] == list(SIGNED_BY)
    assert set(PARTNER_TYPES) <= set(types)
