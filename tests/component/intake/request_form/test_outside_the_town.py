"""Who lives where nobody helps as a rule is told so before sending, and refused nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.intake.requests.adapters import TOWN_FILE, read_town
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, begin, fill_in, send, staffed
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS

HELSINKI, PUUMALA, NOWHERE = "00100", "52200", "00001"
ELSEWHERE = {"postal_code": HELSINKI, "told_outside": "yes"}
"""As it is sent after the page has said what holds there."""
NOT_HERE = {
    "fi": "Emme vielä auta vakituisesti tällä alueella. Etsimme silti auttajaa",
    "sv": "Vi hjälper ännu inte regelbundet i det här området. Vi söker ändå",
    "en": "We do not help in this area regularly yet. We still look for a helper",
}
RUNG = """
[elsewhere."091"]
number = "09 310 1691"
verified_on = {day}
verified_by = "{name}"
"""


async def both_pages(world: PageWorld, language: str = "fi", **typed: str) -> Sequence[str]:
    """Fill the form in and send it; gives the page before sending and the one after."""
    async with world.visitor() as visitor:
        check = await fill_in(visitor, language, **typed)
        done = await send(visitor)
    return (check.text, done.text)


def town_with(folder: Path, day: str, name: str = "Kaisa") -> Path:
    file = folder / "town.toml"
    said = TOWN_FILE.read_text("utf-8") + RUNG.format(day=day, name=name)
    file.write_text(said, "utf-8")
    return file


async def test_it_is_said_before_and_after_sending_and_nobody_is_refused(
    world: PageWorld, language: str
) -> None:
    shown = await both_pages(world, language, **ELSEWHERE)

    (request,) = world.store.state.requests.values()
    assert all(NOT_HERE[language] in page for page in shown)
    assert request.stored.municipality == "091"


async def test_it_is_said_at_the_field_once_and_then_the_form_goes_on(
    world: PageWorld, language: str
) -> None:
    async with world.visitor() as visitor:
        where = f"{await begin(visitor)}paikka".replace("/fi/", f"/{language}/")
        told = await visitor.post(
            where, data=FIELDS | {"postal_code": "00 100", "own_device": "day"}
        )
        shown = Seen(told.text)
        onward = await visitor.post(where, data=shown.values)
        again = await visitor.get(where)

    said = NOT_HERE[language].partition(".")[0]
    assert told.status_code == 200
    assert said in told.text
    assert shown.title.startswith(said)
    assert 'aria-describedby="postal_code-notice postal_code-hint"' in told.text
    assert "postal_code-error" not in told.text
    assert (shown.values["postal_code"], shown.values["own_device"]) == ("00100", "day")
    assert onward.status_code == 303
    assert said in again.text


async def test_where_the_network_helps_no_page_comes_twice(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        where = f"{await begin(visitor)}paikka"
        onward = await visitor.post(where, data=FIELDS | {"postal_code": PUUMALA})

    assert onward.status_code == 303


async def test_nothing_is_said_where_the_network_helps(world: PageWorld, language: str) -> None:
    shown = await both_pages(world, language, postal_code=PUUMALA)

    assert not any(NOT_HERE[language].partition(".")[0] in page for page in shown)


async def test_no_search_is_promised_for_what_only_a_person_reads(world: PageWorld) -> None:
    shown = await both_pages(world, **ELSEWHERE, category="crisis_support")

    for page in shown:
        assert "tällä alueella. Työntekijämme lukee pyyntösi silti" in page
        assert "Etsimme silti auttajaa" not in page


async def test_a_code_that_nobody_knows_is_asked_for_once_more(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        form = await begin(visitor)
        answer = await visitor.post(f"{form}paikka", data=FIELDS | {"postal_code": NOWHERE})

    assert answer.status_code == 422


async def test_the_list_says_what_is_outside(world: PageWorld) -> None:
    staffed(world, StaffRole.COORDINATOR)
    for where in (ELSEWHERE, {"postal_code": PUUMALA}):
        await both_pages(world, **where)
    async with world.signed_in() as visitor:
        board = await visitor.get("/fi/taulu")

    assert board.text.count("Emme auta täällä vakituisesti") == 1


@pytest.mark.parametrize(("day", "number"), [("2026-11-01", "09 310 1691"), ("2025-11-01", "")])
def test_a_number_is_given_for_a_year_after_it_was_rung(
    tmp_path: Path, day: str, number: str
) -> None:
    outside = read_town(town_with(tmp_path, day)).outside("091", date(2026, 11, 29))

    assert outside is not None
    assert outside.number == number


@pytest.mark.parametrize(("day", "name"), [('""', "Kaisa"), ("2026-11-01", "")])
def test_a_number_that_no_named_person_rang_stops_the_start(
    tmp_path: Path, day: str, name: str
) -> None:
    with pytest.raises(ValidationError, match="verified_"):
        read_town(town_with(tmp_path, day, name))
