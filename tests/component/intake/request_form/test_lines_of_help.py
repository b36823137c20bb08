"""Whoever chooses or writes what a line of help knows best is shown it before anything is sent."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.phone_hours.use_cases import TellHours
from services.intake.requests.rules.help import help_kinds
from services.intake.submissions.adapters import CAUTION_FILE, CAUTION_WEIGHTS_FILE, read_caution
from shared.contracts.words import OFFERED, SENSITIVE_CATEGORIES, Category, HelpKind, Language
from shared.help_lines import read_help_lines
from tests.support.intake.page_world import PageWorld, begin, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS

LINES = read_help_lines()
NIGHT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
HINT = "En jaksa enää elää."
TO_PERSON = {"fi": "Työntekijämme lukee", "sv": "Vår personal läser", "en": "Our staff read"}
TO_PERSON["selko"] = TO_PERSON["fi"]


async def fill_in(
    visitor: httpx.AsyncClient, language: str = "fi", **bent: str
) -> tuple[httpx.Response, httpx.Response]:
    """Answer what is asked; gives the page after the need, and the one before sending."""
    place, fields = f"{await begin(visitor, language)}kenelle", FIELDS | bent
    after_need = place
    while not place.endswith("tarkista"):
        was, answer = place, await visitor.post(place, data=fields)
        place = answer.headers["location"]
        after_need = place if was.endswith("tarve") else after_need
    return await visitor.get(after_need), await visitor.get(place)


def numbers(page: str) -> list[str]:
    """Give the numbers that the main part of a page shows, in its order."""
    main = page[page.index("<main") : page.index("</main>")]
    return [link.removeprefix("tel:") for link in re.findall(r"tel:[\d+]+", main)]


def of(kinds: tuple[HelpKind, ...], language: Language = Language.FINNISH) -> list[str]:
    return [line.tel for line in LINES.of(kinds, language)]


@pytest.mark.long
@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("category", sorted(SENSITIVE_CATEGORIES))
async def test_a_need_that_reveals_health_shows_its_lines_next_and_to_the_end(
    world: PageWorld, category: Category, language: Language
) -> None:
    async with world.visitor() as visitor:
        following, check = await fill_in(visitor, language, category=category)
        done = await send(visitor)
        (link,) = {link for link in Seen(done.text).links if "/p/" in link and "huoli" not in link}
        status = await visitor.get(link)

    lines = ["112", *of(tuple(help_kinds(category)), language)]
    assert numbers(following.text)[: len(lines)] == lines
    assert numbers(check.text)[: len(lines)] == lines
    assert numbers(done.text)[: len(lines)] == lines
    assert numbers(status.text)[: len(lines)] == lines
    assert TO_PERSON[language] in done.text
    assert not re.search(r"Auttaja ottaa|Hjälparen tar|helper gets in touch", done.text)


async def test_an_ordinary_need_shows_none_and_a_helper_is_promised(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        following, check = await fill_in(visitor)
        done = await send(visitor)

    assert numbers(following.text) == numbers(check.text) == []
    assert numbers(done.text) == []
    assert TO_PERSON["fi"] not in done.text


async def test_words_that_raise_caution_show_lines_before_they_are_sent(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        _, check = await fill_in(visitor, text=HINT)
        before = dict(world.store.state.requests)
        done = await send(visitor)

    assert numbers(check.text) == ["112", *of((HelpKind.CRISIS,))]
    assert before == {}
    assert numbers(done.text)[:2] == ["112", *of((HelpKind.CRISIS,))]
    assert "Auttaja ottaa yhteyttä" in done.text


async def test_when_the_phone_is_shut_the_page_says_before_sending_who_reads_and_answers(
    world: PageWorld,
) -> None:
    shut = TellHours(read_hours(HOURS_FILE), lambda: NIGHT)
    world.app.state.use_cases[TellHours] = shut
    async with world.visitor() as visitor:
        _, ordinary = await fill_in(visitor)
        _, crisis = await fill_in(visitor, category="mental_wellbeing")

    assert "Puhelimemme on nyt kiinni" in ordinary.text
    assert "25.11.2026 klo 8.00" in ordinary.text
    assert numbers(ordinary.text) == []
    shown = Seen(crisis.text).links
    always = [line.tel for line in LINES.of(("crisis",), Language.FINNISH, now=True)]
    assert "Nämä vastaavat nyt" in crisis.text
    assert {f"tel:{number}" for number in always} <= {*shown}


@pytest.mark.parametrize(
    "bent",
    [
        {"category": "youth_work", "under_18": "yes"},
        {"address_secret": "yes"},
        {"phone": "", "email": "", "ask_at": "Kirjastossa"},
    ],
)
async def test_who_only_a_person_reads_is_told_at_night_which_line_answers(
    world: PageWorld, bent: dict[str, str]
) -> None:
    world.app.state.use_cases[TellHours] = TellHours(read_hours(HOURS_FILE), lambda: NIGHT)
    async with world.visitor() as visitor:
        _, check = await fill_in(visitor, **bent)
        done = await send(visitor)

    now = {
        f"tel:{line.tel}" for line in LINES.of(("crisis", "violence"), Language.FINNISH, now=True)
    }
    assert now
    for page in (check, done):
        assert "Nämä vastaavat nyt" in page.text
        _, _, answering = page.text.partition("Nämä vastaavat nyt")
        assert now <= {*Seen(answering).links}


async def test_when_the_phone_is_answered_nothing_is_said_of_it(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        following, check = await fill_in(visitor)

    assert "Puhelimemme" not in following.text + check.text


def test_whatever_words_are_about_some_line_fits() -> None:
    about = read_caution(CAUTION_FILE, CAUTION_WEIGHTS_FILE).abouts

    assert all(help_kinds("groceries", {each}) for each in about)
    assert help_kinds("groceries") == []
    assert help_kinds("crisis_support", {"body"})[0] is HelpKind.EMERGENCY
