"""The situation picture over a fake store: who sees it, what it says, and what it says of gaps."""

import re
from datetime import timedelta

import pytest

from shared.contracts.words import Category, StaffRole
from shared.telemetry.health import Finding, Readiness, Status
from tests.support.intake.seen import Seen
from tests.support.reporting.building import (
    START,
    activity,
    called,
    created,
    helped,
    match_story,
    missed,
    returned,
    unmatched,
)
from tests.support.reporting.page import PageWorld
from tests.support.reporting.partners import partner_story
from tests.support.reporting.picture.store_contract import offered, standing, waiting
from tests.support.reporting.stories import record
from tests.support.serving import browser_of


def figures(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-figure="(\w+)"><strong>([^<]*)</strong>', page))


async def opened(world: PageWorld, language: str = "fi") -> str:
    async with world.browser() as client:
        answer = await client.get(f"/{language}/tilannekuva")
    assert answer.status_code == 200
    return answer.text


async def weeks_told(world: PageWorld) -> None:
    """Tell of five weeks: seven days of help within the hour, and one who still waits."""
    for day in range(34):
        minute = -day * 24 * 60
        events = helped(f"request {day}", Category.GROCERIES if day % 3 else Category.PHARMACY)
        moved = [
            each.model_copy(update={"time": each.time + timedelta(minutes=minute)})
            for each in events
        ]
        await record(world.store, *moved)
    await record(world.store, created("late", minute=-5 * 24 * 60))


@pytest.mark.parametrize("path", ["tilannekuva", "tilannekuva/virta"])
async def test_a_stranger_is_sent_to_sign_in_and_operators_are_refused(path: str) -> None:
    async with PageWorld().browser(None) as client:
        stranger = await client.get(f"/fi/{path}")
    async with PageWorld().browser(StaffRole.OPERATOR) as client:
        operator = await client.get(f"/fi/{path}")

    assert (stranger.status_code, operator.status_code) == (303, 403)


async def test_what_is_wrong_stands_above_the_figures() -> None:
    world = PageWorld()
    world.now = START + timedelta(hours=30)
    await record(world.store, *waiting())

    page = await opened(world)

    assert page.index("Auttajaa ei löydy") < page.index("data-figure")
    assert "Auttajien etsinnästä ei ole kuultu mitään" in page
    assert figures(page)["waiting"] == "4"
    assert figures(page)["underway"] == "1"
    assert "kaikilta sopivilta on kysytty" in page


async def test_where_nothing_is_wrong_that_is_said() -> None:
    world = PageWorld()
    await record(world.store, created("one"), standing(unmatched("two", minute=100), 1, "open"))

    page = await opened(world)

    assert "Mikään pyyntö ei odota auttajaa yli vuorokautta" in page
    assert "pk-card--alarm" not in page


async def test_before_the_first_request_it_says_so_and_shows_no_weeks() -> None:
    page = await opened(PageWorld())

    assert "Yhtään pyyntöä ei ole vielä tullut" in page
    assert "Viimeiset viikot" not in page


async def test_after_one_day_it_says_that_there_is_one() -> None:
    world = PageWorld()
    await record(world.store, *helped("one"))

    page = await opened(world)

    assert "Tietoja on vasta yhdeltä päivältä" in page
    assert "Apua 2 tunnissa" not in page


async def test_a_network_on_standby_says_so_and_raises_no_alarm() -> None:
    world = PageWorld(rests=True)
    await record(world.store, *match_story("one"))
    world.now = START + timedelta(days=9)

    page = await opened(world)

    assert "Verkosto on valmiustilassa" in page
    assert "pk-card--alarm" not in page
    assert "Mikään pyyntö ei odota" not in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", ["88&nbsp;% sai avun 2 tunnissa. Vertailu: NHS 2020, 70&nbsp;%", "NHS England"]),
        ("sv", ["fick hjälp inom 2 timmar. Jämförelse: NHS 2020", "Hälften av dem som bad"]),
        (
            "en",
            ["helped within 2 hours. Compare: NHS 2020, 70%", "nine in ten within an hour"],
        ),
    ],
)
async def test_how_soon_people_are_helped_is_said_beside_what_others_did(
    language: str, said: list[str]
) -> None:
    world = PageWorld()
    await weeks_told(world)

    page = (await opened(world, language)).replace("\u00a0", "&nbsp;")

    missing = [words for words in said if words not in page]
    assert missing == []
    assert len(Seen(page).headings) == 1


async def test_helpers_have_their_tables() -> None:
    world = PageWorld()
    await record(
        world.store,
        *(offered("volunteer"), offered("idle"), *helped("one"), called("one")),
        *(activity("food", headcount=120), *partner_story("one"), *partner_story("two")),
    )

    page = await opened(world)

    assert "Pyydettävissä olevista (2) ilman kysymystä on ollut 1 (50\u00a0%)" in page
    assert "Kertoja oli 1. Eniten kävijöitä" in page
    assert "Puheluja oli 1" in page
    assert "Vastaamatta jääneitä puheluja: 0." in page
    assert "Järjestöjä mukana: 2" in page


async def test_every_chart_has_its_finding_and_its_table() -> None:
    world = PageWorld()
    await weeks_told(world)

    page = await opened(world)

    charts = re.findall(r'class="pk-chart[^"]*" role="img" aria-label="([^"]+)"><svg', page)
    assert len(charts) >= 8
    assert all(charts)
    assert page.count("<details") == len(charts)
    assert "stroke-dasharray" in page


@pytest.mark.parametrize(("status", "is_said"), [("degraded", True), ("ok", False)])
async def test_while_nothing_new_can_come_it_says_since_when(status: Status, is_said: bool) -> None:
    world = PageWorld()
    await record(world.store, *helped("one"))
    app = world.app()

    async def broker() -> Finding:
        return Finding(status)

    app.state.readiness = Readiness({"broker": broker}).report
    async with browser_of(app, world.sign_in(StaffRole.COORDINATOR)) as client:
        page = (await client.get("/fi/tilannekuva")).text

    assert ("Viimeksi kuultiin 25.11.2026 klo 10.51" in page) is is_said


async def test_calls_that_nobody_answered_are_beside_those_that_were() -> None:
    world = PageWorld()
    await record(world.store, called("one"), missed("two"), missed("three"), returned("three"))

    page = await opened(world)

    assert re.findall(r'data-figure="(?:calls|missed)"><strong>(\d)</strong>', page) == ["1", "2"]
    assert "Vastaamatta jääneitä puheluja: 2. Soittaja tavoitettiin myöhemmin: 1." in page
    assert page.count("ei vastattu") > 1
