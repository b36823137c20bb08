"""Pages of figures from forms: entered by one, confirmed by another, told apart until then."""

import re
from html import unescape

import httpx
import pytest

from services.reporting.projects.model import Projects
from shared.contracts.words import Language, StaffRole
from tests.support.reporting.page import PageWorld
from tests.support.reporting.projects.building import AUTUMN, FUNDER, PARTICIPANTS, project

HERE = "/fi/raportit/luvut"
FORM = f"{HERE}/{project().code}/{AUTUMN.first}/{PARTICIPANTS}"
SPRING_DAYS, AUTUMN_DAYS = "1.1.2026\u201330.6.2026", "1.7.2026\u201331.12.2026"
SAID = {"form": "start_forms", "count_women": "25", "count_women_seen": "0"}


async def text_of(browser: httpx.AsyncClient, path: str, status: int = 200) -> str:
    answer = await browser.get(path)
    assert answer.status_code == status
    return unescape(answer.text)


async def test_a_figure_is_entered_by_one_confirmed_by_another_and_both_are_shown() -> None:
    world = PageWorld()
    async with world.browser() as kaisa, world.browser(StaffRole.REPORTER) as matti:
        assert (await kaisa.post(FORM, data=SAID)).headers["location"] == FORM
        own = await text_of(kaisa, FORM)
        listed = await text_of(kaisa, HERE)
        theirs = await text_of(matti, FORM)
        seen = re.findall(r'name="seen" value="([^"]+)"', theirs)
        refused = await kaisa.post(f"{FORM}/vahvista", data={"seen": seen})
        done = await matti.post(f"{FORM}/vahvista", data={"seen": seen})
        after = await text_of(matti, HERE)

    assert "Toisen ihmisen pitää vahvistaa" in own
    assert "Vahvista luvut" not in own
    assert "Vahvistamaton" in listed
    assert "Naiset 25" in listed
    assert listed.count("ei tiedossa") == 2, "nobody knows it: no zero stands there"
    assert refused.status_code == 422
    assert "Et voi vahvistaa lukua, jonka syötit itse" in unescape(refused.text)
    assert done.headers["location"] == FORM
    assert "Vahvistamaton" not in after
    assert 'Naiset <strong>25</strong>, Miehet <span class="pk-muted">ei tiedossa</span>' in after


async def test_a_zero_too_many_is_asked_about_and_the_same_number_once_more_stays() -> None:
    world = PageWorld()
    async with world.browser() as browser:
        await browser.post(FORM, data=SAID)
        more = SAID | {"count_women": "250", "count_women_seen": "1"}
        asked = await browser.post(FORM, data=more)
        sure = re.findall(r'name="count_women_sure" value="(\d+)"', asked.text)
        done = await browser.post(FORM, data=more | {"count_women_sure": sure[0]})

    assert asked.status_code == 422
    assert "nolla liikaa" in asked.text
    assert 'href="#count_women"' in asked.text
    assert done.status_code == 303
    assert [entry.value for _, entry in world.store.state.entered] == [25, 250]


async def test_what_somebody_else_entered_meanwhile_is_said() -> None:
    world = PageWorld()
    async with world.browser() as browser:
        await browser.post(FORM, data=SAID)
        late = await browser.post(FORM, data=SAID | {"count_women": "26"})

    assert late.status_code == 422
    assert "Joku muu syötti luvun" in unescape(late.text)
    assert 'value="25"' in late.text


async def test_another_period_can_be_chosen_and_what_is_not_there_is_not_found() -> None:
    world = PageWorld()
    async with world.browser() as browser:
        other = await text_of(browser, f"{HERE}?jakso={project().code}:2026-01-01")
        newest = await text_of(browser, f"{HERE}?jakso=nothing")
        await text_of(browser, FORM.replace(PARTICIPANTS, "requests"), 404)
        await text_of(browser, FORM.replace(str(AUTUMN.first), "2026-08-01"), 404)
        unread = await browser.post(f"{FORM}/vahvista", data={"seen": "no id"})
    async with PageWorld(projects=Projects()).browser() as browser:
        without = await text_of(browser, HERE)

    assert SPRING_DAYS in other.partition("<h2")[2]
    assert AUTUMN_DAYS in newest.partition("<h2")[2]
    assert unread.status_code == 422
    assert "ei ole hankkeita" in without


async def test_a_funders_account_sees_the_fixed_periods_and_no_days_can_be_asked_for() -> None:
    async with PageWorld().browser(StaffRole.FUNDER) as funder:
        page = await text_of(funder, "/fi/raportit/jaksot")
        free = await funder.get("/fi/raportit?alku=2026-11-01&loppu=2026-11-30")
        counts = await funder.get(HERE)

    assert SPRING_DAYS in page
    assert AUTUMN_DAYS in page
    assert f'alt="{FUNDER.name[Language.FINNISH]}"' in page
    assert "<input" not in page
    assert 'href="/fi/raportit/hankkeet"' in page
    assert '<a href="/fi/raportit"' not in page
    assert (free.status_code, counts.status_code) == (403, 403)


@pytest.mark.parametrize(
    ("role", "leads"), [(StaffRole.COORDINATOR, True), (StaffRole.ADMIN, False)]
)
async def test_the_report_leads_to_the_figures_whoever_may_enter_them(
    role: StaffRole, leads: bool
) -> None:
    async with PageWorld().browser(role) as browser:
        page = await text_of(browser, "/fi/raportit")

    assert (f'href="{HERE}"' in page) is leads
