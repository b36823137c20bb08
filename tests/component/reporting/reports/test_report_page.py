"""The report over a fake store: who sees it, what it says, what happens to a wrong day."""

import re

import pytest

from shared.contracts.words import StaffRole
from tests.support.reporting.building import (
    START,
    activity,
    cancelled,
    closed,
    completed,
    created,
    escalated,
    named,
)
from tests.support.reporting.changes import saying
from tests.support.reporting.page import PageWorld
from tests.support.reporting.purchases import purchase_story
from tests.support.reporting.stories import STORIES, record


def figures(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-figure="(\w+)"><strong>([^<]*)</strong>', page))


async def told() -> PageWorld:
    world = PageWorld()
    await record(world.store, *STORIES)
    return world


@pytest.mark.parametrize("path", ["raportit", f"raportit/pyynto/{named('one')}"])
async def test_a_stranger_is_sent_to_sign_in(language: str, path: str) -> None:
    async with (await told()).browser(None) as client:
        answer = await client.get(f"/{language}/{path}")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{language}/kirjaudu"


@pytest.mark.parametrize("path", ["raportit", f"raportit/pyynto/{named('one')}"])
async def test_operators_are_refused(path: str) -> None:
    async with (await told()).browser(StaffRole.OPERATOR) as client:
        answer = await client.get(f"/fi/{path}")

    assert answer.status_code == 403


@pytest.mark.parametrize("role", [StaffRole.COORDINATOR, StaffRole.REPORTER, StaffRole.ADMIN])
async def test_those_who_answer_for_the_figures_see_them(role: StaffRole) -> None:
    async with (await told()).browser(role) as client:
        answer = await client.get("/fi/raportit")

    assert answer.status_code == 200


async def test_the_three_counts_of_people_are_kept_apart() -> None:
    async with (await told()).browser() as client:
        page = (await client.get("/fi/raportit")).text

    assert figures(page) == {
        "requests": "4",
        "completed": "2",
        "people_helped": "2",
        "participants": "0",
        "activities": "3",
        "headcount": "120",
        "hours": "1,5",
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            [
                "Raportti 25.11.2026",
                "klo 10.51",
                "Ruokakaupassa käynti",
                "Hyvinvointi",
                "Juva",
            ],
        ),
        (
            "sv",
            ["Rapport 25.11.2026", "kl. 10.51", "Handla mat", "Juva", "S:t Michel"],
        ),
        (
            "en",
            ["Report 25 November 2026", "at 10:51", "Food shopping", "Wellbeing"],
        ),
    ],
)
async def test_period_reach_and_groups_are_said_in_each_language(
    language: str, expected: list[str]
) -> None:
    async with (await told()).browser() as client:
        page = (await client.get(f"/{language}/raportit")).text

    missing = [words for words in expected if words not in page]
    assert missing == []


async def test_what_was_bought_is_a_table_of_its_own_and_in_no_other_figure() -> None:
    world = await told()
    async with world.browser() as client:
        before = figures((await client.get("/fi/raportit")).text)
        hour: dict[str, object] = {"occurred_on": START.date(), "quantity": 3}
        bought = purchase_story("art", ("contracted", {}), ("delivered", hour))
        await record(world.store, *bought)
        page = (await client.get("/fi/raportit")).text

    assert figures(page) == before
    table = page.partition('id="purchases"')[2].partition("</section>")[0]
    cells = re.findall(r'numeric">([^<]+)</td>', table)
    assert cells == ["1", "1", "1,5", "181,50", "605,00"]


async def test_a_sensitive_category_is_counted_by_its_service_line_only() -> None:
    async with (await told()).browser() as client:
        page = (await client.get("/fi/raportit")).text

    assert "Mielen hyvinvointi" not in page
    assert "Hyvinvointi" in page


async def test_no_caption_puts_a_comma_behind_its_sentence(language: str) -> None:
    async with (await told()).browser() as client:
        page = (await client.get(f"/{language}/raportit")).text

    captions = re.findall(r"<caption[^>]*>([^<]*)</caption>", page)
    assert captions
    assert [words for words in captions if ".," in words] == []


async def test_each_table_has_a_caption_and_each_chart_says_what_it_shows() -> None:
    async with (await told()).browser() as client:
        page = (await client.get("/fi/raportit")).text

    charts = re.findall(r'<div[^>]*role="img"[^>]*aria-label="([^"]+)"', page)
    assert page.count("<table") == page.count("<caption") == 5
    assert charts == [
        "Eniten pyydettiin: Ruokakaupassa käynti (2, 50\xa0%).",
        "Eniten pyyntöjä tuli kunnasta Mikkeli (3, 75\xa0%).",
        "Eniten kävijöitä: Ruoka ja tarvikkeet (120, 100\xa0%).",
        "Yleisimmin: neuvottiin (2, 40\xa0%).",
    ]
    assert all(f'<p class="govuk-body">{chart}</p>' in page for chart in charts)
    assert "style=" not in page
    assert "<text" not in page, "words in a picture do not wrap where a screen is narrow"


async def test_a_period_without_anything_says_so() -> None:
    async with (await told()).browser() as client:
        page = (await client.get("/fi/raportit?alku=2020-01-01&loppu=2020-12-31")).text

    assert "Raportti 1.1.2020" in page
    assert figures(page)["requests"] == "0"
    assert "<svg" not in page


async def test_days_may_be_written_as_in_finland() -> None:
    async with (await told()).browser() as client:
        page = (await client.get("/fi/raportit", params={"alku": "1.11.2026", "loppu": ""})).text

    assert "Raportti 1.11.2026" in page
    assert figures(page)["requests"] == "4"


@pytest.mark.parametrize("day", ["31.2.2026", "eilen", "2026-13-01", "<script>"])
@pytest.mark.parametrize("field", ["alku", "loppu"])
async def test_what_is_no_day_is_said_at_the_field(field: str, day: str) -> None:
    async with (await told()).browser() as client:
        answer = await client.get("/fi/raportit", params={field: day})

    assert answer.status_code == 422
    assert "<title>Virhe: " in answer.text
    assert f'href="#{field}"' in answer.text
    assert answer.text.count("Kirjoita päivä muodossa 25.11.2026") == 2
    assert "<script>" not in answer.text


async def test_the_report_opens_before_anything_happened(language: str) -> None:
    async with PageWorld().browser() as client:
        answer = await client.get(f"/{language}/raportit")

    assert answer.status_code == 200
    assert set(figures(answer.text).values()) == {"0"}


async def test_what_has_not_been_heard_of_yet_has_words() -> None:
    world = PageWorld()
    await record(world.store, completed("unheard"))

    async with world.browser() as client:
        page = (await client.get("/fi/raportit")).text

    assert "tieto ei ole vielä tullut" in page


async def test_the_newest_requests_lead_to_their_timelines() -> None:
    world = PageWorld()
    await record(world.store, created("one"), created("two", minute=1), cancelled("two"))

    async with world.browser() as client:
        page = (await client.get("/sv/raportit")).text

    links = re.findall(r'href="/sv/raportit/pyynto/([0-9a-f-]+)"', page)
    assert links == [str(named("two")), str(named("one"))]
    assert "tillbakatagen" in page


async def test_an_exercise_is_never_in_the_figures() -> None:
    world = PageWorld()
    await record(world.store, created("drill", exercise=True), closed("drill"))

    async with world.browser() as client:
        page = (await client.get("/fi/raportit")).text

    assert figures(page)["requests"] == "0"
    assert str(named("drill")) not in page


async def test_codes_of_a_later_version_are_shown_as_other() -> None:
    world = PageWorld()
    later = {"category": "sauna_heating", "service_line": "warmth"}
    await record(
        world.store,
        saying(created("one"), **later),
        saying(created("two", minute=1), category=None, service_line="warmth"),
        saying(cancelled("two"), reason="flown_away"),
        saying(activity("park"), service_line="warmth"),
    )

    async with world.browser() as client:
        page = (await client.get("/en/raportit")).text

    assert page.count('class="govuk-table__header">other (sauna_heating)</th>') == 1
    assert page.count('class="govuk-table__header">other (warmth)</th>') == 2
    assert "<td>other (sauna_heating)</td>" in page
    assert "<td>cancelled: other (flown_away)</td>" in page


async def test_another_language_is_not_found() -> None:
    async with (await told()).browser() as client:
        answer = await client.get("/de/raportit")

    assert answer.status_code == 404


async def test_what_went_straight_to_a_person_is_in_the_total_and_in_each_table() -> None:
    world = PageWorld()
    await record(world.store, created("one"), escalated("two"))
    async with world.browser() as client:
        page = (await client.get("/fi/raportit")).text

    assert figures(page)["requests"] == "2"
    assert len(re.findall(r'<th scope="row"[^>]*>suoraan ihmiselle</th>', page)) == 2


async def test_calls_are_counted_by_how_they_ended_and_by_nobody_who_took_them() -> None:
    async with (await told()).browser() as client:
        page = (await client.get("/fi/raportit")).text

    table = page[page.index('id="calls"') :]
    assert "Yleisimmin: neuvottiin (2, 40\xa0%)." in table
    assert re.findall(r"<th scope=\"row\"[^>]*>([^<]*)<", table)[:4] == [
        "neuvottiin",
        "uusi avunpyyntö",
        "ei vastattu",
        "ei vastattu, tavoitettiin myöhemmin",
    ]


async def test_the_timeline_says_that_a_call_ended_and_how() -> None:
    async with (await told()).browser() as client:
        page = (await client.get(f"/fi/raportit/pyynto/{named('one')}")).text

    assert "Puhelu päättyi: uusi avunpyyntö (214 s)." in page
