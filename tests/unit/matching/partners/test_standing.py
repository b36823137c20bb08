"""How an organisation comes, rests and goes: no other way is open, whatever is pressed."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.partners.model import Agreement
from services.matching.partners.rules.standing import (
    Act,
    may_join,
    standing_after,
    unsaid,
)
from shared.contracts.partner_words import ControllerRole, PartnerStanding
from tests.support.matching.partners.building import AGREEMENT, facts, partner

INVITED, JOINED, PAUSED, LEFT = PartnerStanding
ACTS = st.lists(st.sampled_from(Act), max_size=30)


@given(ACTS)
def test_whatever_is_pressed_only_who_joined_rests_and_who_left_stays_gone(
    acts: Sequence[Act],
) -> None:
    standing, passed = INVITED, [INVITED]
    for act in acts:
        after = standing_after(standing, act)
        if after is not None:
            standing = after
            passed.append(after)

    assert passed[0] is INVITED
    assert INVITED not in passed[1:]
    assert LEFT not in passed[:-1]
    assert all(
        (before, after) in {(INVITED, JOINED), (JOINED, PAUSED), (PAUSED, JOINED)} or after is LEFT
        for before, after in pairwise(passed)
    )


@pytest.mark.parametrize("standing", PartnerStanding)
def test_everyone_can_leave_but_who_left(standing: PartnerStanding) -> None:
    assert (standing_after(standing, Act.LEAVE) is LEFT) is (standing is not LEFT)


@pytest.mark.parametrize("field", ["name", "business_id", "lines", "municipalities", "languages"])
def test_nobody_joins_before_it_is_said_what_they_do_and_where(field: str) -> None:
    invited = partner(standing=INVITED)
    nothing = type(getattr(invited.facts, field))()
    short = replace(invited, facts=facts(**{field: nothing}))

    assert may_join(invited, AGREEMENT)
    assert unsaid(short.facts) == (field,)
    assert not may_join(short, AGREEMENT)


@pytest.mark.parametrize("agreed", [None, Agreement("2020-01", ControllerRole.OWN)])
def test_nobody_joins_by_an_agreement_of_before(agreed: Agreement | None) -> None:
    assert not may_join(replace(partner(standing=INVITED), agreement=agreed), AGREEMENT)


@pytest.mark.parametrize("standing", [JOINED, PAUSED, LEFT])
def test_who_was_here_does_not_join_again(standing: PartnerStanding) -> None:
    known = partner(standing=standing)

    assert known.agreement == Agreement(AGREEMENT, ControllerRole.OWN)
    assert not may_join(known, AGREEMENT)
