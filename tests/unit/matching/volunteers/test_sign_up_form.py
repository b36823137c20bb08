"""The form of a volunteer: what is taken and what is refused."""

import pytest

from services.matching.volunteers.model import SignUp
from services.matching.volunteers.rules import read_sign_up
from shared.contracts.words import Category, Language
from tests.support.matching.volunteers.building import JUVA, MIKKELI

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
        ("name", "Veera 131052-308T", "identity_code"),
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
