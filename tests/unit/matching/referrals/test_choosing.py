"""Which organisation is asked, and why not the others."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.partners.model import Alike, Capacity, OrganisationId
from services.matching.referrals.model import RESERVED, Candidate, Load, Loads, Sought
from services.matching.referrals.rules.choosing import (
    against,
    candidate_of,
    choose,
    choose_named,
    may_not_keep,
    sift,
    sought_for,
)
from shared.contracts.ask_words import ReferralRefusal
from shared.contracts.partner_words import (
    CapacityPeriod,
    CapacityUnit,
    OrganisationKind,
    PartnerStanding,
)
from shared.contracts.words import ServiceLine
from tests.support.matching.needs.building import need
from tests.support.matching.partners.building import partner

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
TODAY = date(2026, 11, 30)
SOUGHT = Sought("food", "491", "fi")


def candidate(number: int = 1, **bent: Any) -> Candidate:  # noqa: ANN401  # as what it bends
    """Give one that fits."""
    told = Candidate(
        OrganisationId(UUID(int=number)),
        is_open=True,
        lines=frozenset({"food", "advice"}),
        municipalities=frozenset({"491"}),
        languages=frozenset({"fi", "sv"}),
        is_cleared=False,
    )
    return replace(told, **bent)


@pytest.mark.parametrize(
    ("bent", "code"),
    [
        ({}, None),
        ({"is_open": False}, "not_open"),
        ({"lines": frozenset({"company"})}, "line"),
        ({"municipalities": frozenset({"178"})}, "area"),
        ({"languages": frozenset({"sv"})}, "language"),
        ({"full": frozenset({"food"})}, "no_capacity"),
        ({"lapsed": frozenset({"food"})}, "capacity_lapsed"),
        ({"full": frozenset({"advice"})}, None),
    ],
)
def test_the_first_reason_is_told(bent: dict[str, Any], code: str | None) -> None:
    assert against(candidate(**bent), SOUGHT) == code


def test_nobody_is_asked_twice_about_one_request() -> None:
    asked = replace(SOUGHT, asked=frozenset({candidate().organisation_id}))

    assert against(candidate(), asked) is ReferralRefusal.ASKED_BEFORE


def test_what_only_staff_may_know_goes_to_whoever_is_cleared_whatever_its_line() -> None:
    hidden = replace(SOUGHT, service_line="advice", is_reserved=True)

    assert against(candidate(), hidden) is ReferralRefusal.NOT_CLEARED
    assert against(candidate(is_cleared=True, lines=frozenset({"wellbeing"})), hidden) is None
    full = candidate(is_cleared=True, lines=frozenset({"food"}), full=frozenset({"food"}))
    assert against(full, hidden) is ReferralRefusal.NO_CAPACITY


def test_whoever_waits_longest_is_next_and_who_was_never_asked_comes_first() -> None:
    lately, longer = NOW - timedelta(hours=1), NOW - timedelta(days=9)
    asked = [candidate(1, last_asked_at=lately), candidate(2, last_asked_at=longer)]

    assert choose(SOUGHT, asked).chosen == UUID(int=2)
    assert choose(SOUGHT, [*asked, candidate(3)]).chosen == UUID(int=3)
    assert choose(SOUGHT, [candidate(9), candidate(4)]).chosen == UUID(int=4)


def test_who_said_nothing_of_their_capacity_comes_after_those_who_did() -> None:
    told, untold = candidate(2, last_asked_at=NOW), candidate(1, untold=frozenset({"food"}))

    assert choose(SOUGHT, [untold, told]).chosen == UUID(int=2)
    assert choose(SOUGHT, [untold]).chosen == UUID(int=1)


def test_one_of_which_no_letter_reaches_anybody_comes_after_all_others() -> None:
    unreached = candidate(1, is_reached=False)
    untold = candidate(2, untold=frozenset({"food"}), last_asked_at=NOW)

    assert choose(SOUGHT, [unreached, untold]).chosen == UUID(int=2)
    assert choose(SOUGHT, [unreached]).chosen == UUID(int=1)


def test_why_nobody_is_asked_is_told_in_numbers_and_in_one_code() -> None:
    elsewhere = [candidate(each, municipalities=frozenset()) for each in range(3)]
    choice = choose(SOUGHT, [*elsewhere, candidate(7, is_open=False)])

    assert choice.chosen is None
    assert choice.refusals == {"area": 3, "not_open": 1}
    assert choice.refusal is ReferralRefusal.AREA
    assert choose(SOUGHT, []).refusal is ReferralRefusal.NO_PARTNERS


def test_of_those_that_are_sifted_out_together_each_counts_with_its_reason() -> None:
    fits = Alike(
        standing=PartnerStanding.JOINED,
        kind=OrganisationKind.ASSOCIATION,
        is_cleared=False,
        gives=True,
        serves=True,
        speaks=True,
        ids=[OrganisationId(UUID(int=1)), OrganisationId(UUID(int=2))],
    )
    bent: list[dict[str, Any]] = [
        {"standing": PartnerStanding.PAUSED},
        {"kind": OrganisationKind.SUPPLIER},
        {"gives": False},
        {"serves": False},
        {"speaks": False},
    ]

    possible, refusals = sift(SOUGHT, [fits, *[replace(fits, **each) for each in bent]])
    hidden, uncleared = sift(replace(SOUGHT, is_reserved=True), [replace(fits, gives=False)])
    choice = choose(SOUGHT, [candidate(1, full=frozenset({"food"}))], refusals)

    assert possible == fits.ids
    assert refusals == {"not_open": 4, "line": 2, "area": 2, "language": 2}
    assert (hidden, uncleared) == ([], {"not_cleared": 2})
    assert choice.refusals == Counter(refusals) + Counter(["no_capacity"])


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True), st.integers(1, 40))
def test_turns_are_fair(numbers: list[int], rounds: int) -> None:
    waiting = {number: candidate(number) for number in numbers}
    given_to: Counter[int] = Counter()
    for hour in range(rounds):
        chosen = choose(SOUGHT, waiting.values()).chosen
        assert chosen is not None
        given_to[chosen.int] += 1
        waiting[chosen.int] = candidate(chosen.int, last_asked_at=NOW + timedelta(hours=hour))

    counts = [given_to[number] for number in numbers]
    assert max(counts) - min(counts) <= 1


@given(st.permutations([candidate(each, last_asked_at=NOW) for each in range(1, 6)]))
def test_the_choice_does_not_depend_on_the_order(those: list[Candidate]) -> None:
    assert choose(SOUGHT, those).chosen == UUID(int=1)


@pytest.mark.parametrize("bent", ["full", "lapsed"])
def test_who_names_one_passes_its_own_word_over(bent: str) -> None:
    said: dict[str, Any] = {bent: frozenset({"food"})}
    named = candidate(**said, languages=frozenset())

    assert choose_named(SOUGHT, named).chosen == named.organisation_id


@pytest.mark.parametrize(
    "bent", [{"is_open": False}, {"lines": frozenset()}, {"municipalities": frozenset()}]
)
def test_who_names_one_passes_no_other_rule_over(bent: dict[str, Any]) -> None:
    assert choose_named(SOUGHT, candidate(**bent)).chosen is None


def test_of_what_only_staff_may_know_nobody_names_one_that_is_not_cleared() -> None:
    hidden = replace(SOUGHT, is_reserved=True)

    assert choose_named(hidden, candidate()).refusal is ReferralRefusal.NOT_CLEARED
    assert choose_named(SOUGHT, None).refusal is ReferralRefusal.UNKNOWN_ORGANISATION


@pytest.mark.parametrize(
    ("capacity", "load", "code"),
    [
        (Capacity(2, CapacityUnit.BAGS), Load(week=1), None),
        (Capacity(2, CapacityUnit.BAGS), Load(week=2, month=2), "no_capacity"),
        (Capacity(2, CapacityUnit.BAGS, CapacityPeriod.DAY), Load(week=9, month=9), None),
        (Capacity(2, CapacityUnit.BAGS, CapacityPeriod.MONTH), Load(month=2), "no_capacity"),
        (Capacity(0, CapacityUnit.BAGS), Load(), "no_capacity"),
        (Capacity(None, CapacityUnit.BAGS), Load(day=9, week=99, month=999), None),
        (
            Capacity(9, CapacityUnit.BAGS, valid_until=TODAY - timedelta(days=1)),
            Load(),
            "capacity_lapsed",
        ),
        (Capacity(9, CapacityUnit.BAGS, valid_until=TODAY), Load(), None),
    ],
)
def test_capacity_counts_as_it_was_told(capacity: Capacity, load: Load, code: str | None) -> None:
    helps = partner(capacity={ServiceLine.FOOD: capacity})
    loads = Loads({(helps.organisation_id, "food"): load})

    assert against(candidate_of(helps, loads, TODAY), SOUGHT) == code


@pytest.mark.parametrize(
    ("line", "taken", "code"),
    [
        (ServiceLine.WELLBEING, Load(week=1), None),
        (ServiceLine.WELLBEING, Load(week=2), "no_capacity"),
        (ServiceLine.ADVICE, Load(week=9), None),
    ],
)
def test_what_only_staff_may_know_counts_against_the_lines_that_tell_of_health(
    line: ServiceLine, taken: Load, code: str | None
) -> None:
    told = {line: Capacity(2, CapacityUnit.PEOPLE)}
    helps = replace(partner(capacity=told, lines=(line,)), cleared_for_health=True)
    loads = Loads({(helps.organisation_id, RESERVED): taken})

    assert against(candidate_of(helps, loads, TODAY), replace(SOUGHT, is_reserved=True)) == code


def test_what_only_staff_may_know_goes_first_to_whoever_gives_what_tells_of_health() -> None:
    hidden = replace(SOUGHT, service_line="advice", is_reserved=True)
    other = candidate(1, is_cleared=True)
    gives = candidate(2, is_cleared=True, lines=frozenset({"wellbeing"}), last_asked_at=NOW)

    assert choose(hidden, [other, gives]).chosen == gives.organisation_id
    assert choose(hidden, [other]).chosen == other.organisation_id


@pytest.mark.parametrize(
    ("standing", "is_open"),
    [(each, each is PartnerStanding.JOINED) for each in PartnerStanding],
)
def test_only_who_joined_and_takes_no_pause_is_asked(
    standing: PartnerStanding, is_open: bool
) -> None:
    found = candidate_of(partner(standing=standing), Loads(), TODAY)

    assert found.is_open is is_open


def test_who_sells_services_is_asked_nothing() -> None:
    sells = partner(kind=OrganisationKind.SUPPLIER, phone="")

    assert candidate_of(sells, Loads(), TODAY).is_open is False


def test_what_was_corrected_is_taken_from_whoever_may_not_see_to_it_and_not_for_a_pause() -> None:
    helps = candidate_of(partner(standing=PartnerStanding.PAUSED, capacity={}), Loads(), TODAY)
    elsewhere = sought_for(need(municipality="049"))

    assert may_not_keep(helps, elsewhere)
    assert not may_not_keep(helps, replace(SOUGHT, asked=frozenset({helps.organisation_id})))
    assert may_not_keep(helps, replace(SOUGHT, is_reserved=True))
