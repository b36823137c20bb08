"""Who is like who calls: two fields agree, in any of the ways in which they are misheard."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.callers.model import Subject, Typed
from services.intake.callers.rules.index import CallerIndex
from services.intake.callers.rules.likeness import SHOWN, find_like, says_enough
from services.intake.requests.model import RequestId

AINO = Subject(
    RequestId(UUID(int=1)),
    ("Aino Korhonen", "Marja-Leena Virtanen"),
    ("+358401234567", "+358155123456"),
    "Porrassalmenkatu 12 A 3",
    "491",
)
CALLS = Typed("040 123 4567", "Aino Korhonen", "Porrassalmenkatu 12", "491")
NAME, STREET = Typed(name=CALLS.name), Typed(address=CALLS.address, town="491")


def index(*subjects: Subject) -> CallerIndex:
    made = CallerIndex()
    for subject in subjects:
        made.put(subject)
    return made


def why(typed: Typed, *subjects: Subject) -> list[tuple[str, ...]]:
    return [tuple(like.why) for like in find_like(index(*(subjects or (AINO,))), typed)]


@pytest.mark.parametrize(
    "typed", [NAME, STREET, Typed(phone="040 123 45"), Typed(), Typed(town="491")]
)
def test_one_field_alone_shows_nobody(typed: Typed) -> None:
    assert why(typed) == []


@pytest.mark.parametrize(
    ("phone", "agrees"),
    [
        ("0401234567", "phone"),
        ("+358 40 123 4567", "phone"),
        ("00358401234567", "phone"),
        ("015 512 3456", "phone"),
        ("0401243567", "phone_near"),
        ("0401234568", "phone_near"),
        ("040123467", "phone_near"),
        ("04012344567", "phone_near"),
        ("04012", "phone_start"),
        ("04012345", "phone_start"),
    ],
)
def test_a_number_agrees_whole_misheard_or_typed_so_far(phone: str, agrees: str) -> None:
    assert why(replace(NAME, phone=phone)) == [(agrees, "name")]


@pytest.mark.parametrize("phone", ["+46 70 123 45 67", "0046701234567"])
def test_a_number_abroad_is_the_same_with_a_plus_and_with_zeros(phone: str) -> None:
    subject = replace(AINO, phones=("+46701234567",))

    assert why(replace(NAME, phone=phone), subject) == [("phone", "name")]


@pytest.mark.parametrize("phone", ["0401", "0402234667", "0511234567"])
def test_four_digits_and_two_wrong_ones_agree_with_nobody(phone: str) -> None:
    assert why(replace(NAME, phone=phone)) == []


@pytest.mark.parametrize(
    ("name", "agrees"),
    [
        ("korhonen aino", "name"),
        ("Korhosen Aino", "name_near"),
        ("Aino Korhoselle", "name_near"),
        ("Ain Korhonnen", "name_near"),
        ("Aina Korhonen", "name_near"),
        ("Aino Mäkelä", "name_part"),
        ("Aino", "name"),
        ("Marja", "name"),
        ("Marjaleena Wirtanen", "name"),
        ("Marja-Leena", "name"),
    ],
)
def test_a_name_agrees_however_it_is_spelt(name: str, agrees: str) -> None:
    assert why(replace(STREET, name=name)) == [("address", agrees)]


@pytest.mark.parametrize(
    ("kept", "typed", "agrees"),
    [
        ("Rantatie 5", "rantatiellä 5", "address"),
        ("Rantatie 5", "Rantat. 5 b 12", "address"),
        ("Rantatie 5", "Strandvägen 5", "address"),
        ("Strandvägen 5", "Rantatie 5", "address"),
        ("Skolgatan 9", "Koulukadulta 9", "address"),
        ("Rantatie 5", "Rntatie 5", "address_near"),
        ("Rantatie 5", "Rantatir 5", "address_near"),
        ("Rantatie 5", "Rantakatu 5", "address_near"),
        ("Rantatie 5", "Rantatie 7", "street"),
        ("Rantatie 5", "Rantatie", "street"),
    ],
)
def test_an_address_agrees_however_it_is_said(kept: str, typed: str, agrees: str) -> None:
    subject = replace(AINO, address=kept)

    assert why(replace(NAME, address=typed, town="491"), subject) == [(agrees, "name")]


def test_the_same_street_of_another_town_is_another() -> None:
    assert why(replace(CALLS, phone="", town="593")) == []


def test_a_whole_number_alone_shows_whoever_alone_has_it_until_another_name_is_typed() -> None:
    alone = Typed(phone=CALLS.phone)
    again = replace(AINO, request_id=RequestId(UUID(int=2)))
    sister = replace(again, names=("Elli",))

    assert why(alone, AINO) == [("phone",)]
    assert why(alone, AINO, again) == [("phone",), ("phone",)]
    assert why(alone, AINO, sister) == []
    assert why(replace(alone, name="Elli"), AINO) == []
    assert says_enough(alone)
    assert not says_enough(replace(alone, phone="040 123 456"))


def test_of_a_family_on_one_phone_who_calls_comes_first() -> None:
    family = [
        replace(AINO, request_id=RequestId(UUID(int=number)), names=(f"{name} Korhonen",))
        for number, name in enumerate(("Eino", "Aino", "Toivo"), 1)
    ]

    found = find_like(index(*family), CALLS)

    assert [like.request_id.int for like in found][:1] == [2]
    assert len(found) == len(family)


def test_no_more_than_five_are_shown() -> None:
    many = [replace(AINO, request_id=RequestId(UUID(int=number))) for number in range(20)]

    assert len(find_like(index(*many), CALLS)) == SHOWN


def test_in_a_village_of_few_surnames_a_surname_and_its_street_tell_nobody() -> None:
    village = [
        Subject(
            RequestId(UUID(int=number)),
            (f"{chr(97 + number % 26) * 5} Korhonen",),
            (),
            f"Kylätie {number}",
            "491",
        )
        for number in range(2000)
    ]

    assert why(Typed(name="Orvokki Korhonen", address="Kylätie 5000", town="491"), *village) == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from(["", "Aino Korhonen", "Anna-Liisa Å", "Ли Вэй", "x" * 80]),
            st.sampled_from(["", "+358401234567", "+358401234568", "12345"]),
            st.sampled_from(["", "Rantatie 5", "Strandvägen 5", "77", "Tie 1"]),
        )
    )
)
def test_whoever_is_taken_out_leaves_nothing(steps: list[tuple[int, str, str, str]]) -> None:
    made = CallerIndex()
    for number, name, phone, address in steps:
        request_id = RequestId(UUID(int=number))
        made.put(Subject(request_id, (name, name), (phone, phone), address, "491"))
        find_like(made, Typed(phone, name, address))
    for number in range(5):
        made.remove(RequestId(UUID(int=number)))

    assert made == replace(CallerIndex(), _last=made._last)  # noqa: SLF001  # all but the count


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_an_answer(phone: str, name: str, address: str) -> None:
    made = index(AINO, Subject(RequestId(UUID(int=7)), (name,), (phone,), address, "491"))

    assert len(find_like(made, Typed(phone, name, address))) <= SHOWN
