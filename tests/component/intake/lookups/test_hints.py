"""Whoever opens a plea that raised caution is told what its words are about."""

import pytest

from services.intake.app import SERVICE
from services.intake.submissions.adapters import CAUTION_FILE, CAUTION_WEIGHTS_FILE, read_caution
from shared.contracts.words import SPOKEN, Language, StaffRole
from tests.support.intake.page_world import PageWorld, fill_in, send, sign_in, staffed
from tests.support.web.page_world import pages_of

ABOUT = read_caution(CAUTION_FILE, CAUTION_WEIGHTS_FILE).abouts


async def opened(text: str) -> str:
    """Ask with these words, and open the plea as a coordinator does."""
    world = staffed(PageWorld(), StaffRole.COORDINATOR)
    async with world.visitor() as visitor:
        await fill_in(visitor, text=text)
        await send(visitor)
        (request_id,) = world.store.state.requests
        await sign_in(visitor)
        page = await visitor.post(f"/fi/haku/{request_id}", data={"reason": "call_back"})
    return page.text


async def test_the_page_says_what_the_words_hint_at() -> None:
    assert "<strong>Sanat viittaavat:</strong> epätoivo" in await opened("En jaksa enää elää.")


async def test_of_an_ordinary_plea_it_says_nothing() -> None:
    assert "Sanat viittaavat" not in await opened("Maitoa ja leipää, kiitos.")


@pytest.mark.parametrize("language", SPOKEN)
def test_everything_that_words_are_about_has_a_name(language: Language) -> None:
    pages = pages_of(SERVICE)

    assert all(pages.text(language, f"hint.{about}") for about in ABOUT)
