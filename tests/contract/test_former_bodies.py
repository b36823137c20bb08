"""What was ever logged is read, as the type that it was, whatever its type has become since.

`former_bodies.json` has an example of each form that a type had before today's; a form that an
additive change leaves behind is added there.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.event import LaterEvent
from shared.contracts.wire import (
    UnknownTypeError,
    UnreadableEventError,
    read,
    read_later,
    write,
)

Body = dict[str, Any]
FORMER: dict[str, list[Body]] = json.loads(
    Path(__file__).with_name("former_bodies.json").read_text("utf-8")
)


def forms() -> Iterator[Body]:
    for bodies in FORMER.values():
        yield from bodies


@pytest.mark.parametrize("body", list(forms()), ids=lambda body: body["type"])
def test_a_body_of_a_former_form_is_read_and_says_what_it_said(body: Body) -> None:
    event = read(json.dumps(body).encode())
    again = json.loads(write(event))

    assert event.type == body["type"]
    assert not isinstance(event.data, LaterEvent)
    assert {key: again["data"][key] for key in body["data"]} == body["data"]


def test_a_type_that_is_not_known_is_kept_as_it_came() -> None:
    body = next(forms()) | {"type": "request.dreamt", "data": {"of": {"a": [1, None]}}}
    raw = json.dumps(body).encode()

    with pytest.raises(UnknownTypeError):
        read(raw)
    kept = read_later(raw)

    assert isinstance(kept.data, LaterEvent)
    assert json.loads(write(kept)) == body | {"subjectversion": kept.subjectversion}


def test_what_is_no_envelope_is_not_kept() -> None:
    body = {key: value for key, value in next(forms()).items() if key != "correlationid"}

    with pytest.raises(UnreadableEventError, match="correlationid: missing"):
        read_later(json.dumps(body).encode())
