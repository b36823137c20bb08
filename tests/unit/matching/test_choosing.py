"""Whom the first rule asks, for any roster."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.domain import words
from services.matching.domain.accepting import Outcome, outcome_of
from services.matching.domain.choosing import choose_volunteer, fits, is_able, is_at_cap, tally
from services.matching.domain.finishing import read_minutes
from services.matching.domain.joining import read_sign_up
from services.matching.domain.model import (
    Candidate,
    History,
    Match,
    MatchId,
    Need,
    SignUp,
    VolunteerId,
)
from services.matching.domain.proposing import LIFETIMES, Ask, HandOver, may_ask, next_step
from services.matching.domain.words import (
    Category,
    Language,
    MatchState,
    NeedState,
    UnmatchedReason,
    Urgency,
)
from shared.contracts import words as contract
from tests.support.matching.building import JUVA, MIKKELI, NOW, need

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
TASKS = (Category.GROCERIES, Category.PHARMACY)


@some.composite
def candidates(draw: some.DrawFn) -> Candidate:
    asked = draw(some.none() | some.integers(0, 3))
    return Candidate(
        volunteer_id=VolunteerId(UUID(int=draw(some.integers(1, 2**64)))),
        languages=draw(some.frozensets(some.sampled_from(Language))),
        categories=draw(some.frozensets(some.sampled_from(TASKS))),
        areas=draw(some.frozensets(some.sampled_from((MIKKELI, JUVA)))),
        weekly_cap=draw(some.integers(1, 3)),
        load=draw(some.integers(0, 4)),
        asked_before=draw(some.booleans()),
        last_asked_at=None if asked is None else EPOCH + timedelta(days=asked),
    )


rosters = some.lists(candidates(), max_size=8, unique_by=lambda one: one.volunteer_id)


@given(rosters)
def test_the_chosen_volunteer_is_able_and_under_their_limit(roster: list[Candidate]) -> None:
    chosen = choose_volunteer(need(), roster)

    assert (chosen is None) == (not any(is_able(one, need()) for one in roster))
    if chosen is not None:
        assert fits(chosen, need())
        assert not chosen.asked_before
        assert chosen.load < chosen.weekly_cap


@given(rosters, some.randoms(use_true_random=False))
def test_the_order_of_the_roster_does_not_matter(roster: list[Candidate], random: Random) -> None:
    shuffled = sorted(roster, key=lambda _: random.random())

    assert choose_volunteer(need(), roster) == choose_volunteer(need(), shuffled)


@given(rosters)
def test_nobody_able_was_asked_longer_ago_than_the_chosen_one(roster: list[Candidate]) -> None:
    chosen = choose_volunteer(need(), roster)

    for one in roster if chosen else []:
        if is_able(one, need()) and chosen and one is not chosen:
            theirs = one.last_asked_at or EPOCH - timedelta(days=1)
            assert (chosen.last_asked_at or EPOCH - timedelta(days=1)) <= theirs


@given(rosters)
def test_the_counts_say_why_nobody_is_left(roster: list[Candidate]) -> None:
    counted = tally(need(), roster)

    assert counted.considered == sum(fits(one, need()) for one in roster)
    assert 0 <= counted.at_their_cap <= counted.considered
    if choose_volunteer(need(), roster) is None:
        asked = sum(fits(one, need()) and one.asked_before for one in roster)
        assert counted.considered == counted.at_their_cap + asked


@given(rosters, some.integers(0, 9))
def test_a_step_asks_one_or_hands_over(roster: list[Candidate], asked: int) -> None:
    step = next_step(need(urgency=Urgency.WITHIN_A_WEEK), roster, History(asked=asked))

    match step:
        case Ask():
            assert step.attempt == asked + 1
            assert step.lifetime == LIFETIMES[Urgency.WITHIN_A_WEEK]
        case HandOver():
            expected = UnmatchedReason.EVERYONE_ASKED if asked else UnmatchedReason.NOBODY_ABLE
            assert step.reason is expected


@pytest.mark.parametrize(
    "closed_to_volunteers",
    [
        need(category=None),
        need(volunteer_allowed=False),
        need(category=Category.CRISIS_SUPPORT),
        need(category=Category.YOUTH_WORK),
    ],
)
def test_what_is_not_for_volunteers_asks_nobody(closed_to_volunteers: Need) -> None:
    willing = Candidate(
        volunteer_id=VolunteerId(UUID(int=1)),
        languages=frozenset(Language),
        categories=frozenset(Category),
        areas=frozenset({MIKKELI}),
        weekly_cap=2,
    )

    step = next_step(closed_to_volunteers, [willing], History())

    assert isinstance(step, HandOver)
    assert step.reason is UnmatchedReason.NOT_FOR_VOLUNTEERS
    assert step.look_again is None


def test_only_an_unanswered_need_may_ask_again() -> None:
    asking = {state for state in NeedState if may_ask(replace(need(), state=state))}

    assert asking == {NeedState.OPEN, NeedState.UNMATCHED}


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


def test_a_full_week_is_full() -> None:
    full = Candidate(
        volunteer_id=VolunteerId(UUID(int=1)),
        languages=frozenset(),
        categories=frozenset(),
        areas=frozenset(),
        weekly_cap=2,
        load=2,
    )

    assert is_at_cap(full)
    assert not is_at_cap(replace(full, load=1))


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
        ("name", "Ve\u202eera", "invalid"),
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


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (words.Category, contract.Category),
        (words.Urgency, contract.Urgency),
        (words.Language, contract.Language),
        (words.UnmatchedReason, contract.UnmatchedReason),
        (words.WithdrawalReason, contract.WithdrawalReason),
    ],
)
def test_codes_are_spelled_as_in_the_contracts(ours: type[StrEnum], theirs: type[StrEnum]) -> None:
    assert [item.value for item in ours] == [item.value for item in theirs]
