"""People are counted once, by what cannot be told back."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.requests.model import Contact
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.person import folded, person_of
from services.intake.submissions.rules.plea import as_stored, read_plea
from tests.support.intake.submissions.building import FIELDS, municipality_of, plea, reach_points

KEY, ANOTHER_KEY = bytes(32), bytes(31) + b"1"
Typing = Callable[[str], str]
NUMBERS: tuple[Typing, ...] = (
    lambda digits: f"040{digits}",
    lambda digits: f"040 {digits[:3]} {digits[3:]}",
    lambda digits: f"+358 40 {digits}",
    lambda digits: f"00358-40-{digits}",
)
NAMES: tuple[Typing, ...] = (
    str,
    str.upper,
    str.lower,
    lambda name: f"  {name} ",
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: f"{name}!",
)
digits = st.from_regex(r"[0-9]{7}", fullmatch=True)
first_names = st.sampled_from(["Aino", "Åke", "Élodie", "Anna-Liisa", "Ægir", "Strauß", "Ольга"])


def counted(key: bytes = KEY, **typed: str) -> str | None:
    """Count whoever typed this into the form."""
    read = read_plea(as_stored(FIELDS | typed), municipality_of)
    assert isinstance(read, Plea)
    return person_of(read, key)


@given(digits, first_names, st.sampled_from(NUMBERS), st.sampled_from(NAMES))
def test_the_same_person_counts_once_however_they_type(
    number: str, name: str, type_number: Typing, type_name: Typing
) -> None:
    plainly = counted(phone=f"+35840{number}", first_name=name)
    otherwise = counted(phone=type_number(number), first_name=type_name(name))

    assert plainly == otherwise
    assert plainly is not None
    assert re.fullmatch(r"[0-9a-f]{64}", plainly)


@given(digits, digits, first_names, first_names)
def test_another_number_or_name_is_another_person(
    one: str, two: str, name: str, other: str
) -> None:
    first = counted(phone=f"+35840{one}", first_name=name)
    second = counted(phone=f"+35840{two}", first_name=other)

    assert (first == second) == ((one, name) == (two, other))


@given(digits, first_names)
def test_two_activations_know_nobody_in_common(number: str, name: str) -> None:
    phone = f"+35840{number}"

    assert counted(KEY, phone=phone, first_name=name) != counted(
        ANOTHER_KEY, phone=phone, first_name=name
    )


@pytest.mark.parametrize("name", ["", "   ", "!", "\u0301"])
def test_nobody_is_counted_without_a_first_name(name: str) -> None:
    assert person_of(replace(plea(), contact=Contact(first_name=name)), KEY) is None


def test_without_a_number_the_address_counts() -> None:
    one = replace(plea(), reach_points=reach_points(phone="", email="aino@example.org"))
    same = replace(plea(), reach_points=reach_points(phone="", email="Aino@Example.org"))
    unreachable = replace(plea(), reach_points=())

    assert person_of(one, KEY) == person_of(same, KEY) is not None
    assert person_of(unreachable, KEY) is None


@given(st.text())
def test_a_folded_name_folds_no_further(name: str) -> None:
    assert folded(folded(name)) == folded(name)
