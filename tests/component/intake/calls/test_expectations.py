"""What whoever calls can expect is said on the screen, in their language, and never made up."""

import re

import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.calls.building import PHONED
from tests.support.intake.page_world import PageWorld, staffed
from tests.support.intake.supply.building import supply_reported


class Phone:
    """A call in which somebody asks, and what its screen says that they can expect."""

    def __init__(self) -> None:
        self.world = staffed(PageWorld(), StaffRole.OPERATOR)

    async def hear(self, helpers: int | None, minutes: int | None = None) -> None:
        await self.world.react(supply_reported(1, helpers, minutes))

    async def expected(self, **typed: str) -> str:
        async with self.world.signed_in() as client:
            begun = await client.post("/fi/ops", data={"direction": "inbound"})
            path = begun.headers["location"]
            data = {**PHONED, "version": "0", "do": "save", **typed}
            kept = await client.post(path, data=data)
            page = (await client.get(kept.headers["location"])).text
        found = re.search(r'aria-labelledby="expected">(.*?)</section>', page, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


@pytest.mark.parametrize(
    ("helpers", "minutes", "said"),
    [
        (10, 180, ("Noin 10 auttajaa", "Mikkeli", "3 tunnissa")),
        (None, 30, ("Muutama auttaja", "30 minuutissa")),
        (0, 4320, ("Juuri nyt kukaan ei voi auttaa", "3 päivässä")),
    ],
)
async def test_what_they_can_expect_is_said(
    helpers: int | None, minutes: int, said: tuple[str, ...]
) -> None:
    phone = Phone()
    await phone.hear(helpers, minutes)

    shown = await phone.expected()

    assert all(words in shown for words in said), shown
    assert "Kuulet meistä viimeistään" in shown


async def test_it_is_said_in_the_language_of_who_calls() -> None:
    phone = Phone()
    await phone.hear(25, 60)

    shown = await phone.expected(language="sv")

    assert "Ungefär 25 hjälpare" in shown
    assert re.search(r"\. Du hör av oss senast \S+ kl\. \d", shown), shown


async def test_without_news_from_matching_nothing_is_claimed() -> None:
    shown = await Phone().expected()

    assert "Emme osaa nyt sanoa" in shown
    assert "auttajaa" not in shown


async def test_before_there_is_a_place_nothing_is_said() -> None:
    assert not await Phone().expected(postal_code="")
