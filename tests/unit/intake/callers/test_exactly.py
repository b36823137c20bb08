"""Outside a call somebody is found by the whole of something, and by nothing less."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.callers.model import Subject
from services.intake.callers.rules.exact import FEW
from services.intake.callers.use_cases.keep import KeepCallers
from services.intake.lookups.model import Unfound
from services.intake.requests.model import RequestId
from tests.support.intake.callers.fakes import FakeCallerReader

MIKKELI, JUVA = "491", "178"


def known(number: int, name: str = "Aino", street: str = "", town: str = MIKKELI) -> Subject:
    return Subject(RequestId(UUID(int=number)), (name,), (), street, town)


async def find(typed: str, *subjects: Subject) -> list[int] | Unfound:
    reader = FakeCallerReader()
    reader.put(*subjects)
    keep = KeepCallers(reader)
    await keep.catch_up()
    found = await keep.find_exactly(typed)
    return found if isinstance(found, Unfound) else sorted(each.int for each in found)


PEOPLE = (
    known(1, "Aino", "Porrassalmenkatu 1"),
    known(2, "Aino", "Porrassalmenkatu 1", JUVA),
    known(3, "Veikko", "Porrassalmenkatu 1 B 12"),
    known(4, "Aino", "Porrassalmenkatu 12"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Porrassalmenkatu 1", [1, 2, 3]),
        ("porrassalmenkatu 1 A 3", [1, 2, 3]),
        ("Porrassalmenkatu 1, 50100 Mikkeli", [1, 3]),
        ("Porrassalmenkatu 1 Juva", [2]),
        ("Aino, Porrassalmenkatu 1", [1, 2]),
        ("Veikko, Porrassalmenkatu 1, Mikkeli", [3]),
        ("Aino, Mikkeli", [1, 4]),
        ("Aino 50100", [1, 4]),
        ("Aino, S:t Michel", [1, 4]),
        ("Juva, Aino", [2]),
        ("Aini, Mikkeli", []),
        ("Porrassalmenkatu 2", []),
    ],
)
async def test_whole_words_of_whom_it_is_agree(typed: str, found: list[int]) -> None:
    assert await find(typed, *PEOPLE) == found


@pytest.mark.parametrize(
    "typed", ["Aino", "Aino Korhonen", "Porrassalmenkatu", "Mikkeli", "50100", "1", "", ","]
)
async def test_less_finds_nobody(typed: str) -> None:
    assert await find(typed, *PEOPLE) is Unfound.VAGUE


async def test_of_a_name_that_many_have_the_address_is_asked_for() -> None:
    many = [known(number, street=f"Tie {number}") for number in range(1, FEW + 2)]

    assert await find("Aino, Mikkeli", *many) is Unfound.TOO_MANY
    assert await find("Aino, Mikkeli", *many[1:]) == [2, 3, 4, 5, 6]
    assert await find("Aino, Tie 1", *many) == [1]


async def test_before_everybody_is_known_it_says_so() -> None:
    assert await KeepCallers(FakeCallerReader()).find_exactly("Tie 1") is Unfound.NOT_YET


async def test_who_was_erased_is_found_no_more() -> None:
    reader = FakeCallerReader()
    reader.put(PEOPLE[0])
    keep = KeepCallers(reader)
    await keep.catch_up()
    reader.erase(PEOPLE[0].request_id)

    assert await keep.find_exactly("Porrassalmenkatu 1") == []


@given(st.text(max_size=40))
async def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    found = await find(typed, *PEOPLE)

    assert isinstance(found, Unfound) or len(found) <= len(PEOPLE)
