"""The coordinators' list of what all organisations did, and what was written down by mistake."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from services.matching.activities.use_cases.oversee import PAGE
from services.matching.partners.model import OrganisationId
from shared.contracts.words import ServiceLine, StaffRole
from tests.support.intake.seen import Seen
from tests.support.matching.activities.building import LINE_OF_60, logged
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene
from tests.support.matching.partners.building import partner
from tests.support.matching.state import FakeActivity

OTHER = OrganisationId(UUID(int=82))
ALL = "/fi/toiminta"
LOG = f"{HERE}/kirjaa"
BACK = {"why": "twice", "number": "1"}


def of_two_organisations() -> ActivityScene:
    """Let one give food, and the other play, a day later."""
    scene = ActivityScene()
    state = scene.world.store.state
    another = partner(OTHER, lines=(ServiceLine.CULTURE,))
    state.partners[OTHER] = replace(another, facts=replace(another.facts, name="=Soittajat"))
    play = {
        "title": "Soitto",
        "service_line": ServiceLine.CULTURE,
        "occurred_on": date(2026, 11, 25),
    }
    for each in (logged(OWN), logged(OTHER, **play)):
        state.activities.append(FakeActivity(replace(each, at=state.now), uuid4()))
    return scene


@pytest.mark.parametrize(
    ("narrowed", "shown"),
    [
        ("", ["Soitto", "Ruokajono"]),
        (f"organisation={OTHER}", ["Soitto"]),
        ("service_line=food", ["Ruokajono"]),
        ("last=24.11.2026", ["Ruokajono"]),
        ("first=2026-11-25&last=2026-11-25", ["Soitto"]),
        ("organisation=x&service_line=x&first=x&after=x", ["Soitto", "Ruokajono"]),
    ],
)
async def test_the_list_is_narrowed_by_its_address_in_every_language(
    narrowed: str, shown: list[str]
) -> None:
    scene = of_two_organisations()
    async with scene.browser(StaffRole.COORDINATOR) as coordinator:
        page = (await coordinator.get(f"{ALL}?{narrowed}")).text
        file = (await coordinator.get(f"{ALL}/tiedosto?{narrowed}")).text

    assert sorted(["Soitto", "Ruokajono"], key=page.find)[-len(shown) :] == shown
    assert [name for name in ("Soitto", "Ruokajono") if f">{name}</a>" in page] == shown
    assert [name for name in ("Soitto", "Ruokajono") if name in file] == shown
    links = Seen(page).links
    assert ("/sv/toiminta?service_line=food" in links) == (narrowed == "service_line=food")
    assert (f"/fi/kumppani/{OTHER}/toiminta/kirjaa" in links) == narrowed.startswith(
        "organisation=0"
    )


async def test_no_cell_of_the_file_is_a_formula_and_a_name_is_said_as_it_is() -> None:
    scene = of_two_organisations()
    async with scene.browser(StaffRole.COORDINATOR) as coordinator:
        file = await coordinator.get(f"{ALL}/tiedosto")

    heading, first, *_ = file.text.lstrip("\ufeff").splitlines()
    assert heading.startswith("organisation;occurred_on;title;headcount")
    assert first.startswith("'=Soittajat;2026-11-25;Soitto;60;")


async def test_the_next_page_goes_on_where_the_first_one_ended() -> None:
    scene = ActivityScene()
    state = scene.world.store.state
    for _ in range(PAGE + 3):
        state.activities.append(FakeActivity(replace(logged(OWN), at=state.now), uuid4()))
    async with scene.browser(StaffRole.COORDINATOR) as coordinator:
        first = (await coordinator.get(f"{ALL}?service_line=food")).text
        (onward,) = (
            link for link in Seen(first).links if link.startswith(f"{ALL}?") and "after" in link
        )
        second = (await coordinator.get(onward)).text

    assert (first.count("Ruokajono"), second.count("Ruokajono")) == (PAGE, 3)
    assert 'rel="next"' not in second


async def test_what_was_written_down_by_mistake_counts_no_more_until_it_is_corrected() -> None:
    scene = ActivityScene()
    async with scene.browser(StaffRole.COORDINATOR) as coordinator:
        sent = await coordinator.post(LOG, data=LINE_OF_60 | {"key": str(uuid4())})
        path = f"{HERE}/{sent.headers['location'].partition('=')[2]}"
        form = BACK | {"key": Seen((await coordinator.get(path)).text).values["key"]}
        backs = [await coordinator.post(f"{path}/peru", data=form) for _ in range(2)]
        page, listed = (await coordinator.get(path)).text, (await coordinator.get(ALL)).text
        file = (await coordinator.get(f"{ALL}/tiedosto")).text
        own_file = (await coordinator.get(f"{HERE}/tiedosto")).text
        anew = LINE_OF_60 | {"number": "2", "key": str(uuid4()), "headcount": "59"}
        await coordinator.post(f"{path}/korjaa", data=anew)

    assert [each.headers["location"] for each in backs] == [path, path]
    told = [(each.headcount, each.minutes, each.replaces, each.taken_back) for each in scene.said()]
    assert told == [(60, 120, None, None), (60, 120, 1, "twice"), (59, 120, 2, None)]
    assert "Kirjattiin kahdesti" in page
    assert "peruttu" in listed
    assert ["Ruokajono" in each for each in (file, own_file)] == [False, False]


async def test_who_takes_back_what_was_corrected_meanwhile_is_shown_that() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        sent = await member.post(LOG, data=LINE_OF_60 | {"key": str(uuid4())})
        path = f"{HERE}/{sent.headers['location'].partition('=')[2]}"
        anew = LINE_OF_60 | {"number": "1", "key": str(uuid4()), "headcount": "61"}
        await member.post(f"{path}/korjaa", data=anew)
        late = await member.post(f"{path}/peru", data=BACK | {"key": str(uuid4())})

    assert (late.status_code, "Joku muu korjasi tätä juuri" in late.text) == (422, True)
    assert [each.headcount for each in scene.said()] == [60, 61]
