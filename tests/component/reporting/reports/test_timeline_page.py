"""The timeline of one request: every service's facts, in order, in sentences."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.reporting.app import SERVICE
from services.reporting.reports.wording.sentences import sentence
from services.reporting.reports.wording.values import ReportWording, groups_of
from shared.contracts.event import Event
from shared.contracts.wire import FACTS, read, read_later, write
from shared.contracts.words import SPOKEN, Language, StaffRole
from shared.web.pages import PAGES_FILE
from shared.web.permissions import PERMISSIONS_FILE
from tests.support.reporting.building import (
    completed,
    created,
    declined_match,
    helped,
    mailed,
    named,
    unmatched,
)
from tests.support.reporting.changes import EXAMPLES, drilled, example, saying
from tests.support.reporting.page import CONTACT, PageWorld
from tests.support.reporting.stories import record

LATER = "of_a_later_version"
CAME_IN = (
    "Avunpyyntö saapui: Ruokakaupassa käynti, Mikkeli. Kiireellisyys: tänään. Kanava: verkkolomake."
)
PROPOSED = (
    "Tehtävää ehdotettiin vapaaehtoiselle (1. ehdotus). Vastausaika päättyy 25.11.2026 klo 11.00."
)


def path(name: str, language: str = "fi") -> str:
    return f"/{language}/raportit/pyynto/{named(name)}"


def lines(page: str) -> list[str]:
    return re.findall(r"<strong>([^<]+)</strong>\n</li>", page)


async def test_all_services_facts_are_told_in_order_of_time() -> None:
    world = PageWorld()
    await record(world.store, *reversed(helped("one")), *helped("two"), mailed("one"))

    async with world.browser() as client:
        answer = await client.get(path("one"))

    assert answer.status_code == 200
    assert lines(answer.text) == [
        CAME_IN,
        PROPOSED,
        "Viesti lähti: viesti avun pyytäjälle.",
        "Vapaaehtoinen otti tehtävän.",
        "Toimintakerta kirjattiin: Asiointiapu, Mikkeli, 25.11.2026, kävijöitä 1 (laskettu).",
        "Vapaaehtoinen ilmoitti, että apu on annettu (45 min).",
        "Vapaaehtoinen kirjasi aikaa 45 min.",
        "Pyyntö merkittiin valmiiksi.",
        "Pyyntö suljettiin: apu annettiin.",
    ]
    assert re.findall(r"</time> · (\w+)<br>", answer.text) == [
        "Vastaanotto",
        "Yhdistäminen",
        "Viestit",
        *["Yhdistäminen"] * 4,
        *["Vastaanotto"] * 2,
    ]


async def test_a_fact_of_a_type_that_is_not_known_yet_is_told_as_such() -> None:
    world = PageWorld()
    body = json.loads(write(completed("one"))) | {"type": "request.dreamt", "data": {"of": "rain"}}
    await record(world.store, created("one"), read_later(json.dumps(body).encode()))

    async with world.browser() as client:
        answers = [(await client.get(path("one", each))).text for each in ("fi", "sv", "en")]

    assert lines(answers[0]) == [CAME_IN, "Tapahtuma, jota tämä versio ei vielä tunne."]
    assert all("rain" not in answer for answer in answers)


async def test_a_fact_points_to_the_one_it_follows_from() -> None:
    world = PageWorld()
    first, *_ = helped("one")
    effect = unmatched("one").model_copy(update={"causationid": first.id})
    stranger = completed("one").model_copy(update={"causationid": uuid4()})
    await record(world.store, first, effect, stranger)

    async with world.browser() as client:
        page = (await client.get(path("one"))).text

    assert re.findall(r'href="#e(\d+)"', page) == ["1"]
    assert 'id="e1"' in page


async def test_an_unknown_request_is_not_found() -> None:
    world = PageWorld()
    await record(world.store, created("one"))

    async with world.browser() as client:
        unknown = await client.get(path("two"))
        nonsense = await client.get("/fi/raportit/pyynto/K7-0A11")

    assert (unknown.status_code, nonsense.status_code) == (404, 404)
    assert "Sivua ei löydy" in unknown.text


async def test_a_request_that_intake_has_not_told_of_yet_is_shown() -> None:
    world = PageWorld()
    await record(world.store, *declined_match("one"))

    async with world.browser() as client:
        page = (await client.get(path("one"))).text

    assert len(lines(page)) == 2


async def test_where_the_request_stands_is_said_first() -> None:
    world = PageWorld()
    await record(world.store, *helped("one"))

    async with world.browser() as client:
        page = (await client.get(path("one", "en"))).text

    summary = re.findall(r'summary-list__value">([^<]+)<', page)
    assert summary == [
        str(named("one")),
        "Food shopping",
        "Mikkeli",
        "closed",
        "help was given",
        "8",
    ]


@pytest.mark.long
@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.event_type)
def test_every_fact_has_a_sentence_in_every_language(
    language: Language, kind: type[object]
) -> None:
    event = example(str(getattr(kind, "event_type", "")))
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, language)

    said = sentence(event.data, wording)

    assert said.endswith(".")
    assert "%" not in said
    assert event.type not in said


def of_a_later_version(kind: type[Event]) -> dict[str, Any]:
    """Give unknown codes for every field that holds codes."""
    data = example(kind.event_type).data
    return {
        name: (LATER,) if isinstance(getattr(data, name), tuple) else LATER
        for name in groups_of(kind)
    }


CODED = [kind for kind in FACTS if of_a_later_version(kind)]


def test_the_codes_of_every_fact_are_known() -> None:
    groups = {(kind.event_type, name): it for kind in CODED for name, it in groups_of(kind).items()}

    assert groups["request.created", "category"] == "category"
    assert groups["request.created", "min_vetting"] == "vetting"
    assert groups["activity.logged", "basis"] == "basis"
    assert groups["volunteer.registered", "languages"] == "spoken"
    assert groups["request.closed", "reason"] == "closure"
    assert groups["notification.failed", "reason"] == "reason"
    assert ("request.created", "municipality") not in groups
    assert ("request.created", "person") not in groups


@pytest.mark.parametrize("kind", CODED, ids=lambda kind: kind.event_type)
def test_codes_of_a_later_version_are_said_as_other(kind: type[Event]) -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, Language.FINNISH)
    event = saying(example(kind.event_type), **of_a_later_version(kind))

    said = sentence(read(write(event)).data, wording)

    assert LATER not in said.replace(f"muu ({LATER})", "")
    assert (LATER in said) is (f"muu ({LATER})" in said)


async def test_a_timeline_with_codes_of_a_later_version_opens() -> None:
    world = PageWorld()
    story = [saying(event, **of_a_later_version(type(event.data))) for event in helped("one")]
    await record(world.store, *story)

    async with world.browser() as client:
        answer = await client.get(path("one"))

    assert answer.status_code == 200
    assert lines(answer.text)[0] == (
        f"Avunpyyntö saapui: muu ({LATER}), muu ({LATER}), Mikkeli. Kiireellisyys: muu ({LATER})."
        f" Kanava: muu ({LATER})."
    )
    assert f"Pyyntö suljettiin: muu ({LATER})." in lines(answer.text)


async def test_the_timeline_of_an_exercise_is_opened_by_its_id() -> None:
    world = PageWorld()
    await record(world.store, *drilled(helped("one")))

    async with world.browser() as client:
        answer = await client.get(path("one"))

    assert answer.status_code == 200
    assert len(lines(answer.text)) == len(helped("one"))


async def test_pages_are_where_the_network_says_they_are(tmp_path: Path) -> None:
    moved = (
        PAGES_FILE.read_text("utf-8")
        .replace("/perustelut", "/muualla")
        .replace('"/{language}/raportit"', '"/{language}/luvut"')
    )
    file = tmp_path / "pages.toml"
    file.write_text(moved, encoding="utf-8")
    allowed = tmp_path / "permissions.toml"
    allowed.write_text(PERMISSIONS_FILE.read_text("utf-8").replace("/perustelut", "/muualla"))
    world = PageWorld(pages_file=file, permissions_file=allowed)
    await record(world.store, *helped("one"))

    async with world.browser() as client:
        timeline = (await client.get(path("one"))).text
        report = (await client.get("/fi/raportit")).text

    assert f'href="/fi/muualla/{named("one")}"' in timeline
    assert 'href="/fi/luvut" class="govuk-back-link' in timeline
    assert '<form method="get" action="/fi/luvut"' in report
    assert f'href="{path("one")}"' in report


def test_a_sentence_names_no_id() -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, Language.FINNISH)
    for file in sorted(EXAMPLES.glob("*.json")):
        said = sentence(read(file.read_bytes()).data, wording)

        ids = {str(value) for value in json.loads(file.read_text("utf-8"))["data"].values()}
        assert not {each for each in ids if len(each) > 30 and each in said}


@pytest.mark.parametrize(
    ("role", "links"),
    [(StaffRole.COORDINATOR, True), (StaffRole.REPORTER, False)],
)
async def test_those_who_may_see_matchings_reasons_are_led_there(
    role: StaffRole, links: bool
) -> None:
    world = PageWorld()
    await record(world.store, *helped("one"))

    async with world.browser(role) as client:
        page = (await client.get(path("one"))).text

    assert (f'href="/fi/perustelut/{named("one")}"' in page) is links
