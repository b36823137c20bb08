"""At the foot of every public page of every service: who answers for it, and who pays."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from services.intake.app import SERVICE as INTAKE
from shared.clock import HELSINKI, Clock
from shared.contracts.words import Language
from shared.funding import Funding
from shared.funding.file import read_funding
from shared.service import Service
from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE
from tests.component.access.test_access_matrix import SERVICES, visitor_of
from tests.support.intake.seen import Seen
from tests.support.serving import browser_of
from tests.support.web.page_world import bare_app, pages_of

ROOT: Final = Path(__file__).parents[2]
FRAME: Final = "shared/web/templates/page.html"
NO_PAGE_OF_OURS: Final = {"deploy/caddy/pages/outage.html"}
"""What the front says where no service answers; it knows nothing of the day."""
TODAY: Final = Clock().today(HELSINKI)
PAYS: Final = replace(
    read_funding().funders[0], first=TODAY - timedelta(days=1), last=TODAY + timedelta(days=1)
)


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
async def test_every_public_page_leads_to_who_answers_for_it(
    service: Service[Any], language: str
) -> None:
    pages = read_addresses(PAGES_FILE)
    wanted = {
        pages.of(page, Language(language))
        for page in ("about_us", "state", "privacy", "accessibility")
    }

    async with visitor_of(service) as visitor:
        answer = await visitor.get(f"/{language}/ei/ole")

    assert answer.status_code == 404
    assert wanted <= set(Seen(answer.text).links)


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
async def test_every_public_page_shows_who_pays_for_the_day_in_words_and_by_its_emblem(
    service: Service[Any], language: str
) -> None:
    pages = replace(pages_of(service), funding=Funding((PAYS,)))
    said = PAYS.sentence[Language(language)]

    async with visitor_of(service, pages) as visitor:
        foot = foot_of((await visitor.get(f"/{language}/ei/ole")).text)

    emblem = f'src="/assets/{PAYS.emblem.file}" alt="{PAYS.name[Language(language)]}"'
    assert emblem in foot
    assert f"{said} ({PAYS.project})" in foot


@pytest.mark.parametrize("days", [-2, 2], ids=["before its days", "after its days"])
@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
async def test_it_shows_nobody_who_does_not_pay_for_the_day(
    service: Service[Any], days: int
) -> None:
    clock = Clock(timedelta(days=days))
    pages = replace(pages_of(service), funding=Funding((PAYS,)), clock=clock)

    async with visitor_of(service, pages) as visitor:
        foot = foot_of((await visitor.get("/fi/ei/ole")).text)

    assert PAYS.project not in foot
    assert "<img" not in foot


async def test_an_emblem_is_served_under_the_name_of_its_content() -> None:
    pages = replace(pages_of(INTAKE), funding=Funding((PAYS,)))
    async with browser_of(bare_app(INTAKE, pages)) as browser:
        answer = await browser.get(f"/assets/{PAYS.emblem.file}")

    assert answer.content == PAYS.emblem.content
    assert answer.headers["content-type"] == "image/svg+xml"


def test_every_page_stands_in_the_one_frame_with_this_foot() -> None:
    written = {
        str(file.relative_to(ROOT)): file.read_text("utf-8")
        for folder in ("services", "shared", "deploy/caddy")
        for file in (ROOT / folder).rglob("*.html")
    }

    assert {name for name, text in written.items() if "<html" in text} == {FRAME, *NO_PAGE_OF_OURS}
    assert not [name for name, text in written.items() if "block footer" in text and name != FRAME]


def foot_of(page: str) -> str:
    return page.partition("<footer")[2].partition("</footer>")[0]
