"""The demo town is the same for the same seed, and somebody in it can help anyone."""

from hypothesis import given
from hypothesis import strategies as st

from deploy.local.demo_town import MIKKELI, STAFF, helpers
from shared.areas import municipality, municipality_of
from shared.contracts.words import StaffRole

REGION = {"Mikkeli", "Juva", "Kangasniemi", "Mäntyharju", "Pertunmaa", "Hirvensalmi", "Puumala"}


@given(st.integers())
def test_the_same_seed_gives_the_same_people_in_the_region(seed: int) -> None:
    town = helpers(seed)

    assert town == helpers(seed)
    homes = [municipality_of(helper.postal_code) for helper in town]
    assert {home.name_fi for home in homes if home} <= REGION
    assert None not in homes


def test_another_seed_gives_another_town() -> None:
    assert helpers(7) != helpers(8)


def test_every_language_and_many_kinds_of_help_are_offered() -> None:
    town = helpers(7)

    assert {language for helper in town for language in helper.languages} == {"fi", "sv", "en"}
    assert len({category for helper in town for category in helper.categories}) >= 12
    assert len({helper.email for helper in town}) == len(town) == 12


def test_no_mail_of_the_demo_can_leave_the_machine() -> None:
    assert all(helper.email.endswith(".invalid") for helper in helpers(7))


def test_mikkeli_is_known_by_its_code() -> None:
    home = municipality(MIKKELI)

    assert home is not None
    assert home.name_fi == "Mikkeli"


def test_the_staff_have_roles_that_exist() -> None:
    assert {member.role for member in STAFF} <= set(StaffRole)
