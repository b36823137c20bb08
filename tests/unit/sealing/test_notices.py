"""The personal part of a message, there and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sealing.errors import UnreadableNoticeError
from shared.sealing.notices import Notice
from tests.support.canaries import Canary


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_a_notice_survives_the_way(recipient: str, values: dict[str, str]) -> None:
    assert Notice.from_json(Notice(recipient, values).to_json()) == Notice(recipient, values)


def test_the_payload_has_the_form_the_contract_names() -> None:
    notice = Notice("a@example.org", {"link": "x"})

    assert json.loads(notice.to_json()) == {"recipient": "a@example.org", "values": {"link": "x"}}


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff",
        b"[]",
        b'"text"',
        b'{"recipient": "a"}',
        b'{"recipient": 5, "values": {}}',
        b'{"recipient": "a", "values": []}',
        b'{"recipient": "a", "values": {"minutes": 5}}',
    ],
)
def test_anything_else_is_refused(payload: bytes) -> None:
    with pytest.raises(UnreadableNoticeError):
        Notice.from_json(payload)


def test_a_notice_does_not_show_whom_it_is_for() -> None:
    canary = Canary()

    assert repr(Notice(canary.email, {"name": canary.name})) == "Notice()"
