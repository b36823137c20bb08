"""A row of an association's list: what it says is read, what it cannot mean is said."""

from collections.abc import Sequence

import pytest

from services.matching.invitations.model import Invited
from services.matching.operating import read_invited
from shared.contracts.words import Category, Language
from shared.fields.problem import Problem

FULL: dict[str, Sequence[str]] = {
    "organisation": ["Mikkelin Apu ry"],
    "email": ["<Veera@example.org>"],
    "name": [" Veera  Virtanen"],
    "phone": ["040 123 4567"],
    "postal_code": ["FI-50100 Mikkeli"],
    "areas": ["JUVA", "s:t michel", "178"],
    "categories": ["pharmacy", "groceries"],
    "languages": ["sv", "fi"],
    "weekly_cap": ["3"],
}


def read(**bent: str) -> Invited | tuple[Problem, ...]:
    return read_invited(FULL | {name: [text] for name, text in bent.items()})


def test_a_row_is_read_as_people_write() -> None:
    assert read_invited(FULL) == Invited(
        organisation="Mikkelin Apu ry",
        email="Veera@example.org",
        language=Language.FINNISH,
        name="Veera Virtanen",
        phone="+358401234567",
        postal_code="50100",
        areas=("178", "491"),
        categories=(Category.GROCERIES, Category.PHARMACY),
        languages=(Language.FINNISH, Language.SWEDISH),
        weekly_cap="3",
    )


def test_whose_list_it_is_and_an_address_are_enough() -> None:
    row = {name: FULL[name] for name in ("organisation", "email")}

    assert read_invited(row) == Invited("Mikkelin Apu ry", "Veera@example.org", Language.FINNISH)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({"languages": "sv"}, Language.SWEDISH),
        ({"languages": "sv", "language": "selko"}, Language.SIMPLE_FINNISH),
        ({"languages": "", "language": ""}, Language.FINNISH),
        ({"languages": "", "language": "ar"}, Language.FINNISH),
    ],
)
def test_the_letter_is_written_as_they_wish_else_as_they_speak(
    said: dict[str, str], language: Language
) -> None:
    found = read(**said)

    assert isinstance(found, Invited)
    assert found.language is language


def test_nobody_is_said_to_do_what_volunteers_are_not_asked() -> None:
    found = read(categories="crisis_support")

    assert isinstance(found, Invited)
    assert found.categories == ()


@pytest.mark.parametrize(
    ("field", "said", "code"),
    [
        ("organisation", "", "missing"),
        ("organisation", "see evil.example/now", "invalid"),
        ("organisation", "x" * 81, "long"),
        ("email", "", "missing"),
        ("email", "veera", "invalid"),
        ("name", "x" * 81, "long"),
        ("phone", "12", "invalid"),
        ("postal_code", "00001", "unknown"),
        ("postal_code", "kotona", "unknown"),
        ("areas", "Narnia", "unknown"),
        ("weekly_cap", "20", "invalid"),
    ],
)
def test_what_cannot_be_meant_is_said_by_its_field(field: str, said: str, code: str) -> None:
    assert read(**{field: said}) == (Problem(field, code),)


def test_a_number_of_another_country_is_taken_as_the_list_has_it() -> None:
    found = read(phone="+46 70 123 45 67")

    assert isinstance(found, Invited)
    assert found.phone == "+46701234567"
