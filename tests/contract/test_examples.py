"""One example message for each consumer and type: publishers can write it, consumers know it."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import shared.contracts
from shared.contracts.json_schemas import schema_of
from shared.contracts.wire import read, write
from shared.messaging.topology import WorkQueue

ROOT = Path(shared.contracts.__path__[0])
EXAMPLES = sorted((ROOT / "examples").glob("*/*.json"))
CONSUMERS = sorted(file.parent.name for file in (ROOT.parents[1] / "services").glob("*/queues.py"))


def queues(consumer: str) -> tuple[WorkQueue, ...]:
    found: tuple[WorkQueue, ...] = importlib.import_module(f"services.{consumer}.queues").QUEUES
    return found


def bound(consumer: str) -> set[str]:
    return {event_type for queue in queues(consumer) for event_type in queue.types}


def examples(consumer: str) -> Iterator[str]:
    return (file.stem for file in EXAMPLES if file.parent.name == consumer)


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_each_type_that_a_consumer_binds_has_an_example(consumer: str) -> None:
    assert set(examples(consumer)) == bound(consumer)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_publishers_class_reads_and_writes_the_example_unchanged(file: Path) -> None:
    body = file.read_bytes()

    envelope = read(body)

    assert envelope.type == file.stem
    assert json.loads(write(envelope)) == json.loads(body)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_example_has_the_fields_of_the_committed_schema(file: Path) -> None:
    message = json.loads(file.read_text(encoding="utf-8"))
    schema = schema_of(file.stem)
    data = schema["$defs"][schema["properties"]["data"]["$ref"].rpartition("/")[2]]

    assert set(schema["required"]) <= message.keys() <= schema["properties"].keys()
    assert set(data["required"]) <= message["data"].keys() <= data["properties"].keys()


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_the_sensitive_category_is_not_said(consumer: str) -> None:
    for file in (file for file in EXAMPLES if file.parent.name == consumer):
        data = json.loads(file.read_text(encoding="utf-8"))["data"]

        assert data.get("service_line") != "wellbeing" or data.get("category") is None
