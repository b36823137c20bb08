"""Signing out leaves nothing behind in the browser."""

from tests.support.intake.page_world import PageWorld


async def test_the_browser_forgets_what_it_was_shown(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/kirjaudu/ulos")

    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert 'porukalla=""' in answer.headers["set-cookie"]
