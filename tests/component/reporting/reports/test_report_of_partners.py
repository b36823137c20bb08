"""What the report says of organisations: each once, what they can give, and what they answered."""

import re

from shared.contracts.referral_words import ReferralReason
from tests.support.reporting.page import PageWorld
from tests.support.reporting.partners import partner_story
from tests.support.reporting.referrals import COMPLETED, accepted, declined, referral_story
from tests.support.reporting.stories import record


async def page_of(world: PageWorld, language: str = "fi") -> str:
    async with world.browser() as client:
        return (await client.get(f"/{language}/raportit")).text


def figure(page: str, name: str) -> str:
    (found,) = re.findall(rf'data-figure="{name}"><strong>([^<]*)</strong>', page)
    return str(found)


def rows_of(page: str, section: str) -> list[list[str]]:
    within = page.partition(f'<h2 class="govuk-heading-m" id="{section}">')[2]
    body = within.partition("<tbody")[2].partition("</tbody>")[0]
    return [re.findall(r">([^<\n]+)</t[hd]>", row) for row in body.split("</tr>")[:-1]]


async def test_an_organisation_of_two_lines_counts_once_and_what_pauses_apart(
    language: str,
) -> None:
    world = PageWorld()
    await record(world.store, *partner_story("one"), *partner_story("two"))
    await record(world.store, *partner_story("three", rests=True))

    page = await page_of(world, language)

    assert figure(page, "organisations") == "2"
    assert figure(page, "organisations_paused") == "1"
    assert "pk-chart" not in page.partition('id="capacity"')[2]


async def test_what_organisations_told_stands_by_what_it_is_counted_in() -> None:
    world = PageWorld()
    await record(world.store, *partner_story("one"), *partner_story("two", amount=None))

    page = await page_of(world)

    assert rows_of(page, "capacity") == [["Ruoka ja tarvikkeet: kassia viikossa", "20", "2", "1"]]


async def test_referrals_stand_with_why_they_were_declined_and_how_soon_they_were_answered(
    language: str,
) -> None:
    world = PageWorld()
    await record(
        world.store,
        *referral_story("one", accepted(30), COMPLETED),
        *referral_story("two", declined(90)),
        *referral_story("three", declined(120, ReferralReason.NOT_OURS)),
    )

    page = await page_of(world, language)

    assert figure(page, "referrals") == "3"
    numbers = [row[1] for row in rows_of(page, "referrals")]
    assert numbers == ["3", "1", "2", "1", "1", "1"]
    assert re.search(r"1[,.]5 (tunnissa|timmar|hours)", page)


async def test_where_nobody_answered_the_report_says_so_and_without_any_nothing() -> None:
    world = PageWorld()
    nothing = await page_of(world)
    await record(world.store, *referral_story("one"))

    assert 'id="referrals"' not in nothing
    assert "Yhteenkään ei ole jaksolla vastattu." in await page_of(world)
