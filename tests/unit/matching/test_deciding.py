"""Answers, times, forms and codes: the small decisions of matching."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.matching.domain.accepting import Outcome, outcome_of
from services.matching.domain.finishing import read_minutes
from services.matching.domain.joining import read_sign_up
from services.matching.domain.model import Match, MatchId, SignUp, VolunteerId
from services.matching.domain.words import MatchState, NeedState
from shared.contracts.words import Category, Language
from tests.support.matching.building import JUVA, MIKKELI, NOW, need


@pytest.mark.parametrize(
    ("match_state", "lapsed", "need_state", "outcome"),
    [
        (MatchState.OPEN, False, NeedState.PROPOSED, Outcome.OPEN),
        (MatchState.OPEN, True, NeedState.PROPOSED, Outcome.EXPIRED),
        (MatchState.OPEN, False, NeedState.ASSIGNED, Outcome.FILLED),
        (MatchState.OPEN, False, NeedState.CLOSED, Outcome.WITHDRAWN),
        (MatchState.EXPIRED, True, NeedState.ASSIGNED, Outcome.EXPIRED),
        (MatchState.ACCEPTED, True, NeedState.ASSIGNED, Outcome.ACCEPTED),
        (MatchState.COMPLETED, True, NeedState.CLOSED, Outcome.COMPLETED),
        (MatchState.DECLINED, False, NeedState.CLOSED, Outcome.DECLINED),
        (MatchState.WITHDRAWN, False, NeedState.CLOSED, Outcome.WITHDRAWN),
    ],
)
def test_a_link_tells_what_became_of_its_proposal(
    match_state: MatchState, lapsed: bool, need_state: NeedState, outcome: Outcome
) -> None:
    asked = Match(
        id=MatchId(UUID(int=1)),
        request_id=need().request_id,
        volunteer_id=VolunteerId(UUID(int=2)),
        version=1,
        state=match_state,
        expires_at=NOW,
        lapsed=lapsed,
    )

    assert outcome_of(asked, replace(need(), state=need_state)) is outcome


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("1:30", 90),
        ("1 h 30 min", 90),
        ("1,5 h", 90),
        ("2 tuntia", 120),
        ("0", None),
        ("", None),
        ("1500", None),
        ("-5", None),
        ("kauan", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


GOOD = {
    "name": ["Veera Virtanen"],
    "email": ["veera@example.org"],
    "postal_code": ["50100"],
    "languages": ["fi"],
    "categories": ["groceries", "crisis_support"],
    "areas": [JUVA, "091"],
    "weekly_cap": ["2"],
    "consent": ["yes"],
}


def test_a_good_form_is_a_sign_up_without_what_is_not_offered() -> None:
    read = read_sign_up(GOOD, MIKKELI, [JUVA], Language.FINNISH)

    assert isinstance(read, SignUp)
    assert read.offer.categories == (Category.GROCERIES,)
    assert read.offer.areas == (MIKKELI, JUVA)
    assert read.contact.first_name == "Veera"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "missing"),
        ("name", "x" * 81, "long"),
        ("name", "Ve\u202eera", "characters"),
        ("email", "veera", "invalid"),
        ("email", "veera@example.org, other@example.org", "invalid"),
        ("phone", "040", "invalid"),
        ("weekly_cap", "8", "invalid"),
        ("categories", "substance_support", "missing"),
        ("languages", "xx", "missing"),
        ("consent", "", "missing"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: str, code: str) -> None:
    read = read_sign_up({**GOOD, field: [value]}, MIKKELI, [], Language.FINNISH)

    assert isinstance(read, tuple)
    assert [(problem.field, problem.code) for problem in read] == [(field, code)]
