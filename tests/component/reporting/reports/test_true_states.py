"""A request is said to stand as it stands, and its story is told in words people use."""

import re

import pytest

from services.reporting.event_log.model import Stood
from services.reporting.reports.rules.period import stands
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestEscalated, RequestReopened
from shared.contracts.words import Language, Standing
from tests.support.reporting.building import (
    closed,
    completed,
    created,
    declined_match,
    fact,
    mailed,
    match_story,
    named,
    unmatched,
)
from tests.support.reporting.changes import saying
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import record

HELPED = [completed("one"), closed("one")]


def standing(event: Envelope[Event], code: Standing, number: int) -> Envelope[Event]:
    return saying(event, standing=code, standing_number=number)


def own(data: Event, version: int, minute: int = 60) -> Envelope[Event]:
    about = named("one")
    return fact(data, f"request/{about}", version, about=about, minute=minute)


ASKED, MATCHED, *_ = match_story("one")
REOPENED = own(
    RequestReopened.model_validate(created("one").data.model_dump() | {"request_id": named("one")}),
    4,
)
STORIES = {
    "juuri tullut": [created("one")],
    "odotetaan vastausta": [created("one"), standing(ASKED, Standing.PROPOSED, 1)],
    "auttaja löytynyt": [
        created("one"),
        standing(MATCHED, Standing.ASSIGNED, 2),
        standing(ASKED, Standing.PROPOSED, 1),
    ],
    "tarvitsee koordinaattoria": [
        created("one"),
        standing(unmatched("one"), Standing.UNMATCHED, 1),
    ],
    "ihminen hoitaa": [created("one"), own(RequestEscalated(request_id=named("one")), 2)],
    "päättynyt": [created("one"), standing(MATCHED, Standing.ASSIGNED, 1), *HELPED],
}


@pytest.mark.parametrize("state", STORIES)
async def test_list_and_timeline_say_how_it_stands(state: str) -> None:
    world = PageWorld()
    await record(world.store, *STORIES[state])

    async with world.browser() as client:
        page = (await client.get("/fi/raportit")).text
        timeline = (await client.get(f"/fi/raportit/pyynto/{named('one')}")).text

    (row,) = re.findall(r"<tbody>\s*<tr>(.*?)</tr>", page.partition('id="newest"')[2], re.DOTALL)
    cells = re.findall(r"<td>([^<]*)</td>", row)
    assert cells[-1].partition(":")[0] == state
    assert f">{state}<" in timeline


def test_what_was_reopened_is_not_said_to_be_closed() -> None:
    assert stands("closed", Stood("request.reopened", Standing.CLOSED)) == "received"
    assert stands("closed", Stood("request.reopened", Standing.PROPOSED)) == "proposed"
    assert stands("received", Stood()) == "received"


async def test_of_two_who_are_asked_at_once_the_first_proposal_stands_first() -> None:
    world, about = PageWorld(), named("one")
    first, second = match_story("one")[0], declined_match("one")[0]
    await record(world.store, created("one"), saying(second, attempt=2), first)

    async with world.browser() as client:
        page = (await client.get(f"/fi/raportit/pyynto/{about}")).text

    assert re.findall(r"\((\d)\. ehdotus\)", page) == ["1", "2"]


async def test_letters_alike_are_one_line_that_says_what_and_to_whom() -> None:
    world = PageWorld()
    letters = [
        saying(mailed(name), about=named(f"match of {name}"), template="proposal")
        for name in ("a", "b", "c")
    ]
    about = named("one")
    ours = [each.model_copy(update={"correlationid": about}) for each in letters]
    await record(world.store, created("one"), *ours, mailed("one", minute=3))

    async with world.browser() as client:
        page = (await client.get(f"/fi/raportit/pyynto/{about}")).text

    told = re.findall(r"<strong>([^<]+)</strong>\n</li>", page)
    assert told[1:] == [
        "3 viestiä lähti: kysymys vapaaehtoiselle.",
        "Viesti lähti: viesti avun pyytäjälle.",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FINNISH, "avunpyyntö saapui"),
        (Language.SWEDISH, "hjälpbegäran kom in"),
        (Language.ENGLISH, "request received"),
    ],
)
async def test_one_is_said_as_one(language: Language, words: str) -> None:
    world = PageWorld()
    await record(world.store, created("one"))

    async with world.browser() as client:
        page = (await client.get(f"/{language}/raportit")).text

    figure = page.partition('data-figure="requests"')[2].partition("</li>")[0]
    assert figure.endswith(f"<strong>1</strong> {words}")
