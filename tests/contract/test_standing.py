"""How a request stands was added to what is said: what was said before is read as ever."""

import json
from pathlib import Path

import pytest

from shared.contracts.json_schemas import FOLDER
from shared.contracts.matching import EVENTS, ChangesStanding, SaysReferral
from shared.contracts.wire import read
from shared.contracts.words import Standing

TYPES = [
    kind.event_type
    for kind in EVENTS
    if issubclass(kind, ChangesStanding) and not issubclass(kind, SaysReferral)
]
"""Referrals have said it from the first."""
EXAMPLES = FOLDER.parent / "examples" / "intake"


def said(event_type: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(
        (EXAMPLES / f"{event_type}.json").read_text(encoding="utf-8")
    )
    return found


@pytest.mark.parametrize("event_type", TYPES)
def test_what_was_said_before_says_no_standing(event_type: str) -> None:
    body = said(event_type)
    now = read(json.dumps(body).encode()).data
    for name in ("standing", "standing_number"):
        del body["data"][name]

    before = read(json.dumps(body).encode()).data

    assert isinstance(now, ChangesStanding)
    assert now.standing in set(Standing)
    assert isinstance(before, ChangesStanding)
    assert (before.standing, before.standing_number) == (None, None)


def test_a_standing_to_come_is_kept_as_it_came() -> None:
    body = said("volunteer.matched")
    body["data"]["standing"] = "half_assigned"

    data = read(json.dumps(body).encode()).data

    assert isinstance(data, ChangesStanding)
    assert data.standing == "half_assigned"


def test_there_are_events_to_look_at() -> None:
    assert len(TYPES) == 7
    assert Path(EXAMPLES).is_dir()
