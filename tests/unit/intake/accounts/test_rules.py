"""Which names and roles an account may have."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.accounts.model import Grant
from services.intake.accounts.rules import LONGEST_NAME, OF_ONE_ORGANISATION, read_grant, read_name
from shared.contracts.words import StaffRole
from shared.fields.problem import Problem

codes = st.lists(st.sampled_from([*StaffRole, "king"]), max_size=4)


@given(st.text(max_size=80))
def test_a_name_that_is_taken_is_read_the_same_again(typed: str) -> None:
    name = read_name(typed)

    if isinstance(name, str):
        assert read_name(f"  {name} ") == name
        assert 0 < len(name) <= LONGEST_NAME
        assert name.isprintable()


@pytest.mark.parametrize("typed", ["Kaisa", "kaisa.virtanen", "k-v_2@mikkeli.fi", "Åsa Öberg"])
def test_usual_names_are_taken(typed: str) -> None:
    assert read_name(typed) == typed


@pytest.mark.parametrize("typed", ["", " ", "a\u202eb", "a/b", "<b>", "a" * 61, "a\x00"])
def test_others_are_not(typed: str) -> None:
    assert isinstance(read_name(typed), Problem)


@given(codes, st.sampled_from(["", "no uuid", str(UUID(int=7))]))
def test_who_sees_one_organisation_has_one_and_no_other_role(
    chosen: list[str], organisation: str
) -> None:
    grant = read_grant(chosen, organisation)

    if isinstance(grant, Grant):
        is_bound = not OF_ONE_ORGANISATION.isdisjoint(grant.roles)
        assert set(grant.roles) == set(chosen)
        assert is_bound == (grant.organisation_id is not None)
        assert not is_bound or len(grant.roles) == 1


def test_a_supplier_is_bound_to_theirs() -> None:
    house = uuid4()

    assert read_grant(["supplier"], f" {house} ") == Grant((StaffRole.SUPPLIER,), house)
