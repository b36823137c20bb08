"""The board tells of each line how matching's search stands."""

import pytest

from tests.support.intake.board.building import reported
from tests.support.intake.page_world import PageWorld, ask
from tests.support.intake.requests.building import MatchStory, unmatched

SENTENCES = {
    "fi": "12 sopii, 7 on saanut kysymyksen, 3 kieltäytyi, 2 on saavuttanut viikkorajansa",
    "sv": "12 passar, 7 har tillfrågats, 3 har tackat nej, 2 har nått sin veckogräns",
    "en": "12 fit, 7 asked, 3 declined, 2 at their weekly limit",
}
LOOKED_AT = {
    "fi": "Katsotaan uudelleen 25.11.2026 klo 14.15",
    "sv": "Ses över på nytt 25.11.2026 kl. 14.15",
    "en": "Will be looked at again 25 November 2026 at 14:15",
}
NOT_YET = {
    "fi": "Ketään ei ole vielä valittu",
    "sv": "Ingen har valts ut ännu",
    "en": "Nobody has been chosen yet",
}


@pytest.mark.parametrize("language", SENTENCES)
async def test_the_search_is_told_in_every_language(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        before = await visitor.get(f"/{language}/taulu")
        await world.react(reported(story.request_id))
        after = await visitor.get(f"/{language}/taulu")

    assert NOT_YET[language] in before.text
    assert SENTENCES[language] in after.text
    assert LOOKED_AT[language] in after.text


async def test_nobody_asked_and_nobody_fitting_are_said_in_words(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await world.react(reported(story.request_id, 1, asked=0, declined=0, at_their_cap=0))
        unasked = await visitor.get("/fi/taulu")
        none = {"fitting": 0, "asked": 0, "declined": 0, "at_their_cap": 0}
        await world.react(reported(story.request_id, 2, **none))
        nobody = await visitor.get("/fi/taulu")

    assert "12 sopii, keneltäkään ei ole kysytty<" in unasked.text
    assert "Kukaan lähellä ei sovi<" in nobody.text


async def test_what_waits_for_the_coordinator_says_why_and_counts(world: PageWorld) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id, asked=2))
    async with world.signed_in() as visitor:
        board = await visitor.get("/en/taulu")

    assert "Nobody fits the task" in board.text
    assert "2 asked, 2 declined, 1 at their weekly limit<" in board.text


async def test_a_line_names_its_area_no_closer_than_the_postal_code(world: PageWorld) -> None:
    await ask(world)
    async with world.signed_in() as visitor:
        board = await visitor.get("/fi/taulu")

    assert "(50100)" in board.text
    assert "Porrassalmenkatu" not in board.text


async def test_until_the_first_report_nothing_is_said_of_someone_who_was_asked(
    world: PageWorld,
) -> None:
    story = await ask(world)
    await world.react(MatchStory(story.request_id).proposed())
    async with world.signed_in() as visitor:
        board = await visitor.get("/fi/taulu")

    assert NOT_YET["fi"] not in board.text
    assert '<span class="pk-muted"></span>' not in board.text
