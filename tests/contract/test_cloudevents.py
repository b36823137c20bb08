"""What we write is CloudEvents 1.0 in the eyes of its own library."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

import shared.contracts
from shared.contracts.envelope import CONTENT_TYPE
from shared.contracts.wire import read, write

FILES = sorted((Path(shared.contracts.__path__[0]) / "examples" / "reporting").glob("*.json"))
ISO = "%Y-%m-%dT%H:%M:%SZ"


def test_the_content_type_is_the_librarys() -> None:
    assert CONTENT_TYPE == JSONFormat.CONTENT_TYPE


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_library_reads_the_same_as_we(file: Path) -> None:
    body = write(read(file.read_bytes()))
    ours = json.loads(body)

    theirs = JSONFormat().read(CloudEvent, body)

    said = {name: value for name, value in theirs.get_attributes().items() if name != "time"}
    assert said == {name: value for name, value in ours.items() if name not in {"data", "time"}}
    assert theirs.get_data() == ours["data"]
    assert theirs.get_time() == datetime.strptime(ours["time"], ISO).replace(tzinfo=UTC)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_we_read_what_the_library_writes(file: Path) -> None:
    event = JSONFormat().read(CloudEvent, file.read_bytes())

    assert read(JSONFormat().write(event)) == read(file.read_bytes())
