"""The committed JSON Schemas are those of the classes, and change only by addition."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.compatibility import CODE_TO_COME, breaking_changes
from shared.contracts.json_schemas import (
    FOLDER,
    BreakingChangeError,
    broken_promises,
    committed,
    schema_of,
    text_of,
    write_all,
)
from shared.contracts.wire import BY_TYPE

CREATED = "request.created"


@pytest.fixture
def schema() -> dict[str, Any]:
    return schema_of(CREATED)


def data_of(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"]["RequestCreated"]
    return found


@pytest.mark.parametrize("event_type", sorted(BY_TYPE))
def test_the_committed_schema_is_the_one_of_the_class(event_type: str) -> None:
    text = (FOLDER / f"{event_type}.json").read_text(encoding="utf-8")

    assert text == text_of(schema_of(event_type))


def test_no_schema_is_left_of_a_type_that_is_gone() -> None:
    assert committed().keys() == BY_TYPE.keys()


def test_an_unchanged_schema_breaks_nothing(schema: dict[str, Any]) -> None:
    assert breaking_changes(schema, deepcopy(schema)) == []


def test_a_new_optional_field_and_new_words_break_nothing(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    data_of(later)["properties"]["floor"] = {"type": "integer", "default": 0}
    data_of(later)["description"] = "Said better."

    assert breaking_changes(schema, later) == []


def test_a_new_value_of_an_enumeration_breaks_nothing(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    later["$defs"]["Category"]["enum"].append("gardening")

    assert breaking_changes(schema, later) == []


def test_a_removed_field_is_found(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    del data_of(later)["properties"]["channel"]
    data_of(later)["required"].remove("channel")

    assert breaking_changes(schema, later) == ["data.channel: removed"]


def test_a_renamed_field_is_found(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    data = data_of(later)
    data["properties"]["way"] = data["properties"].pop("channel")
    data["required"][data["required"].index("channel")] = "way"

    assert breaking_changes(schema, later) == ["data.channel: removed", "data.way: newly required"]


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("on_behalf", {"type": "string"}),
        ("postal_code", {"type": "string", "pattern": r"^\d{6}$"}),
        ("request_id", {"type": "string"}),
        ("urgency", {"type": "string"}),
        ("category", {"$ref": "#/$defs/Category"}),
        ("municipality", {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    ],
)
def test_a_retyped_field_is_found(
    schema: dict[str, Any], field: str, other: dict[str, Any]
) -> None:
    later = deepcopy(schema)
    data_of(later)["properties"][field] = other

    assert f"data.{field}: retyped" in breaking_changes(schema, later)


def test_a_retyped_item_of_a_list_is_found() -> None:
    earlier = schema_of("volunteer.registered")
    later = deepcopy(earlier)
    languages = later["$defs"]["VolunteerRegistered"]["properties"]["languages"]
    languages["items"] = {"type": "integer"}

    assert "data.languages: retyped" in breaking_changes(earlier, later)


def test_a_field_that_becomes_required_is_found(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    later["required"].append("traceparent")

    assert breaking_changes(schema, later) == ["traceparent: newly required"]


def test_a_field_that_may_now_be_missing_is_found(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    data_of(later)["required"].remove("channel")

    assert breaking_changes(schema, later) == ["data.channel: no longer certain"]


def test_a_value_that_an_enumeration_loses_is_found(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    later["$defs"]["Channel"]["enum"].remove("phone")

    assert breaking_changes(schema, later) == ["data.channel: no longer phone"]


def closed(schema: dict[str, Any], field: str) -> dict[str, Any]:
    """Let a field take no codes to come, as it was once."""
    earlier = deepcopy(schema)
    properties = data_of(earlier)["properties"]
    known = [way for way in properties[field]["anyOf"] if way != CODE_TO_COME]
    properties[field] = known[0] if len(known) == 1 else {"anyOf": known}
    return earlier


@pytest.mark.parametrize("field", ["urgency", "category"])
def test_an_enumeration_that_opens_for_codes_to_come_breaks_nothing(
    schema: dict[str, Any], field: str
) -> None:
    assert breaking_changes(closed(schema, field), schema) == []


@pytest.mark.parametrize("field", ["urgency", "category"])
def test_an_enumeration_that_closes_is_found(schema: dict[str, Any], field: str) -> None:
    found = breaking_changes(schema, closed(schema, field))

    assert found == [f"data.{field}: no longer open for codes to come"]


def test_a_value_that_an_open_enumeration_loses_is_found(schema: dict[str, Any]) -> None:
    later = deepcopy(schema)
    later["$defs"]["Urgency"]["enum"].remove("today")

    assert breaking_changes(closed(schema, "urgency"), later) == ["data.urgency: no longer today"]


def test_a_type_that_is_gone_is_found(schema: dict[str, Any]) -> None:
    assert broken_promises({CREATED: schema}, {}) == {CREATED: ["removed"]}


def test_a_breaking_change_is_not_written(tmp_path: Path) -> None:
    agreed = schema_of(CREATED)
    data_of(agreed)["properties"]["colour"] = {"type": "string"}
    file = tmp_path / f"{CREATED}.json"
    file.write_text(json.dumps(agreed), encoding="utf-8")

    with pytest.raises(BreakingChangeError, match=r"data\.colour: removed"):
        write_all(tmp_path)

    assert [found.name for found in tmp_path.iterdir()] == [file.name]
    assert json.loads(file.read_text(encoding="utf-8")) == agreed


def test_the_first_writing_writes_every_type(tmp_path: Path) -> None:
    write_all(tmp_path)

    assert committed(tmp_path).keys() == BY_TYPE.keys()
