"""A code from a later version is kept as it came: nothing is parked, and it is passed on as is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import shared.contracts
from shared.contracts.event import known
from shared.contracts.intake import RequestCreated, RequestUpdated, SaysNeed
from shared.contracts.json_schemas import schema_of
from shared.contracts.wire import FACTS, UnreadableEventError, read, write
from shared.contracts.words import Category

EXAMPLES = Path(shared.contracts.__path__[0]) / "examples" / "reporting"
LATER = "of_a_later_version"


def example(event_type: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / f"{event_type}.json").read_text("utf-8"))
    return found


def with_data(message: dict[str, Any], **values: object) -> bytes:
    return json.dumps(message | {"data": message["data"] | values}).encode()


def coded_fields() -> Iterator[tuple[str, str]]:
    """List the fields of every fact that hold a code of a set."""
    for kind in FACTS:
        schema = schema_of(kind.event_type)
        kinds = schema["$defs"]
        for name, field in kinds[kind.__name__]["properties"].items():
            ways = (field, *field.get("anyOf", ()))
            named = (way["$ref"].rpartition("/")[2] for way in ways if "$ref" in way)
            if any("enum" in kinds[each] for each in named):
                yield kind.event_type, name


CODED = sorted(coded_fields())


def test_there_are_codes_to_try() -> None:
    assert ("request.created", "category") in CODED
    assert ("activity.logged", "basis") in CODED


@pytest.mark.parametrize(("event_type", "field"), CODED)
def test_a_code_of_a_later_version_is_kept(event_type: str, field: str) -> None:
    body = with_data(example(event_type), **{field: LATER})

    envelope = read(body)

    assert getattr(envelope.data, field) == LATER
    assert json.loads(write(envelope))["data"][field] == LATER


@pytest.mark.parametrize("event_type", ["request.created", "request.updated", "request.reopened"])
def test_several_needs_are_kept_with_those_of_a_later_version(event_type: str) -> None:
    envelope = read(with_data(example(event_type), also=["pharmacy", LATER]))

    assert isinstance(envelope.data, SaysNeed | RequestUpdated)
    assert envelope.data.also == (Category.PHARMACY, LATER)
    assert json.loads(write(envelope))["data"]["also"] == ["pharmacy", LATER]


def test_before_it_could_be_said_nothing_was_asked_for_beside() -> None:
    created, updated = (
        read(json.dumps(without_also(example(name))).encode())
        for name in ("request.created", "request.updated")
    )

    assert isinstance(created.data, RequestCreated)
    assert isinstance(updated.data, RequestUpdated)
    assert (created.data.also, updated.data.also) == ((), None)


def without_also(message: dict[str, Any]) -> dict[str, Any]:
    return message | {"data": {k: v for k, v in message["data"].items() if k != "also"}}


@pytest.mark.parametrize(("event_type", "field"), CODED)
def test_what_is_no_code_at_all_is_not_read(event_type: str, field: str) -> None:
    with pytest.raises(UnreadableEventError):
        read(with_data(example(event_type), **{field: "Matti Meikäläinen"}))


def test_a_known_code_is_read_as_such() -> None:
    data = read(with_data(example("request.created"), category="groceries")).data

    assert isinstance(data, RequestCreated)
    assert isinstance(data.category, Category)
    assert known(Category, data.category) is Category.GROCERIES
    assert known(Category, LATER) is None
    assert known(Category, None) is None
