"""What may be asked."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.submissions.model import Plea
from services.intake.submissions.rules.plea import ALL_FIELDS, clean, read_plea
from shared.contracts.words import Category, Channel
from shared.fields.problem import Problem
from tests.support.intake.submissions.building import FIELDS, municipality_of


def read(**bent: str) -> Plea | tuple[Problem, ...]:
    return read_plea({**FIELDS, **bent}, municipality_of)


def test_a_form_filled_in_is_a_plea() -> None:
    plea = read()

    assert isinstance(plea, Plea)
    assert (plea.category, plea.municipality) == (Category.GROCERIES, "491")
    assert (plea.channel, plea.on_behalf) == (Channel.WEB, False)
    assert plea.contact.text == "Maitoa ja leipää, kiitos."


def test_name_street_text_and_email_may_be_left_out() -> None:
    plea = read(first_name="", street="", text="", email="")

    assert isinstance(plea, Plea)
    assert plea.contact.first_name == ""


@pytest.mark.parametrize("name", ["category", "urgency", "postal_code", "language"])
def test_what_help_depends_on_is_asked_for(name: str) -> None:
    assert read(**{name: ""}) == (Problem(name, "missing"),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("category", "gold"),
        ("urgency", "now"),
        ("language", "xx"),
        ("channel", "phone"),
        ("on_behalf", "maybe"),
        ("postal_code", "5010"),
        ("postal_code", "\u0665\u0660\u0661\u0660\u0660"),
        ("phone", "0401234567"),
        ("phone", "+358 40 1234567"),
        ("email", "aino"),
        ("email", "aino@example.org, eve@example.org"),
    ],
)
def test_a_value_of_another_form_is_refused(name: str, value: str) -> None:
    assert read(**{name: value}) == (Problem(name, "invalid"),)


def test_a_postal_code_nobody_has_is_unknown() -> None:
    assert read(postal_code="99999") == (Problem("postal_code", "unknown"),)


def test_everything_wrong_is_said_at_once() -> None:
    problems = read(phone="1", urgency="now", postal_code="99999")

    assert isinstance(problems, tuple)
    assert {problem.field for problem in problems} == {"phone", "urgency", "postal_code"}


def test_a_text_may_have_five_thousand_characters() -> None:
    assert isinstance(read(text="ä" * 5000), Plea)
    assert read(text="ä" * 5001) == (Problem("text", "long"),)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u202a", "\u202e", "\u2066", "\ud800"])
@pytest.mark.parametrize("field", ["text", "first_name", "street", "area_note", "ask_at"])
def test_nobody_is_refused_for_what_they_do_not_see(sign: str, field: str) -> None:
    plea = read(**{field: f"{sign}a{sign}b"})

    assert isinstance(plea, Plea)
    assert sign not in str(plea)


@pytest.mark.parametrize("field", ["text", "first_name", "asker_name", "street", "area_note"])
def test_a_code_or_an_account_is_refused_at_its_field(field: str) -> None:
    assert read(**{field: "hetu 131052-308T"}) == (Problem(field, "identity_code"),)
    assert read(**{field: "FI21 1234 5600 0007 85"}) == (Problem(field, "bank_number"),)


def test_lines_belong_in_the_text_only() -> None:
    plea = read(text="maitoa\r\nleipää")

    assert isinstance(plea, Plea)
    assert plea.contact.text == "maitoa\nleipää"
    split = read(street="Katu 1\nRappu\tB")
    assert isinstance(split, Plea)
    assert split.contact.street == "Katu 1 Rappu B"


def test_letters_are_stored_composed() -> None:
    plea = read(first_name="A\u0308iti")

    assert isinstance(plea, Plea)
    assert plea.contact.first_name == "Äiti"


def test_names_of_all_scripts_are_welcome() -> None:
    plea = read(first_name="مريم", text="Привет 👩‍👩‍👧")

    assert isinstance(plea, Plea)
    assert plea.contact.first_name == "مريم"


@given(st.dictionaries(st.sampled_from(ALL_FIELDS), st.text(max_size=60)))
def test_cleaning_twice_changes_nothing(fields: Mapping[str, str]) -> None:
    once = clean(fields)

    again = clean(once.fields, tuple(once.fields))

    assert again.fields == once.fields
    assert not again.problems


@given(st.dictionaries(st.sampled_from(ALL_FIELDS), st.text(max_size=60)))
def test_every_field_is_taken_or_refused(fields: Mapping[str, str]) -> None:
    cleaned = clean(fields)

    refused = {problem.field for problem in cleaned.problems}
    assert refused | set(cleaned.fields) == set(ALL_FIELDS)
    assert not refused & set(cleaned.fields)
