"""What members type of their organisation: taken as people write it, or refused by name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.partners.model import Capacity, Facts, OpenHours
from services.matching.partners.rules.reading import read_capacity, read_facts, read_until
from shared.contracts.partner_words import CapacityPeriod, CapacityUnit, OrganisationKind
from shared.contracts.words import Language, ServiceLine
from shared.fields.problem import Problem
from shared.fields.register_number import register_number, wrong_register_number

TOWNS = ("491", "178")
TODAY = date(2026, 11, 30)
FOOD, COMPANY = ServiceLine.FOOD, ServiceLine.COMPANY
FORM = {
    "name": ["  Mikkelin   Ruoka-apu ry "],
    "kind": ["association"],
    "number": ["07375462"],
    "lines": ["company", "food", "nonsense"],
    "towns": ["178", "999"],
    "languages": ["sv", "fi"],
    "hours_0": ["9-16"],
    "phone": ["015 123 456"],
}


def test_what_was_typed_becomes_facts() -> None:
    assert read_facts(FORM, TOWNS) == Facts(
        name="Mikkelin Ruoka-apu ry",
        kind=OrganisationKind.ASSOCIATION,
        business_id="0737546-2",
        lines=(FOOD, COMPANY),
        municipalities=("178",),
        languages=(Language.FINNISH, Language.SWEDISH),
        hours=(OpenHours(0, 540, 960),),
        phone="+35815123456",
    )


@pytest.mark.parametrize(
    ("bent", "field", "code"),
    [
        ({"name": [""]}, "name", "missing"),
        ({"name": ["a" * 201]}, "name", "long"),
        ({"number": [""]}, "number", "missing"),
        ({"number": ["0737546-3"]}, "number", "invalid"),
        ({"lines": ["nonsense"]}, "lines", "missing"),
        ({"towns": ["999"]}, "towns", "missing"),
        ({"languages": []}, "languages", "missing"),
        ({"hours_6": ["all day"]}, "hours_6", "invalid"),
        ({"phone": ["0600 123"]}, "phone", "invalid"),
        ({"kind": ["sole_trader"], "phone": ["040 123 4567"]}, "phone", "private"),
        ({"kind": ["supplier"], "phone": ["040 123 4567"]}, "phone", "private"),
    ],
)
def test_what_cannot_be_is_named(bent: dict[str, list[str]], field: str, code: str) -> None:
    assert read_facts(FORM | bent, TOWNS) == (Problem(field, code),)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("0737546-2", "0737546-2"), ("FI 07375462", "0737546-2"), ("123456", "123.456")],
)
def test_a_register_number_is_written_as_its_register_does(typed: str, stored: str) -> None:
    assert register_number(typed) == stored
    assert wrong_register_number(stored) is None
    assert register_number(stored) == stored


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused(typed: str) -> None:
    stored = register_number(typed)

    assert wrong_register_number(stored) or register_number(stored) == stored


def test_how_much_is_read_line_by_line_and_what_is_left_untold_is_not_there() -> None:
    typed = {
        "room_food": ["some"],
        "amount_food": ["1 200"],
        "unit_food": ["bags"],
        "per_food": ["month"],
        "until_food": ["31.5."],
        "room_company": ["untold"],
    }

    assert read_capacity(typed, (FOOD, COMPANY), TODAY) == {
        FOOD: Capacity(1200, CapacityUnit.BAGS, CapacityPeriod.MONTH, date(2027, 5, 31))
    }


@pytest.mark.parametrize(
    ("room", "amount"),
    [("none", 0), ("unlimited", None), ("some", 7), ("untold", 7)],
    ids=str,
)
def test_nothing_as_much_as_comes_and_so_many(room: str, amount: int | None) -> None:
    told = read_capacity({"room_food": [room], "amount_food": ["7"]}, (FOOD,), TODAY)

    assert told == {FOOD: Capacity(amount, CapacityUnit.PEOPLE)}


@pytest.mark.parametrize("amount", ["", "-1", "1.5", "100001", "1e3", "\u0661", "9" * 30])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    typed = {"room_food": ["some"], "amount_food": [amount]}

    assert read_capacity(typed, (FOOD,), TODAY) == (Problem("amount_food", "invalid"),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("30.11.", TODAY),
        ("29.11.", date(2027, 11, 29)),
        ("31. 5. 2027", date(2027, 5, 31)),
        ("2027-05-31", date(2027, 5, 31)),
        ("31.5.2026", Problem("until", "away")),
        ("31.5.2036", Problem("until", "away")),
        ("31.2.2027", Problem("until", "invalid")),
        ("soon", Problem("until", "invalid")),
    ],
)
def test_a_last_day_is_read_as_people_write_it(typed: str, read: date | Problem | None) -> None:
    assert read_until(typed, TODAY) == read


@given(st.dates(TODAY, TODAY + timedelta(days=364)))
def test_a_day_without_a_year_is_the_next_one(day: date) -> None:
    if (day.month, day.day) != (2, 29):
        assert read_until(f"{day.day}.{day.month}.", TODAY) == day
