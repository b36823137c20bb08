"""Contact data shows to the one who used the link, while the task lasts."""

import pytest

from services.intake.contact_access.model import View
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.scene import Scene
from tests.support.intake.submissions.building import plea


async def let_in() -> tuple[Scene, MatchStory]:
    """Let somebody have a helper, who was sent the link to the contact data."""
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.access())
    return scene, story


async def test_contact_data_shows_in_the_browser_that_used_the_link() -> None:
    scene, _ = await let_in()

    before = await scene.contact.show_contact("access-token", "browser")
    used = await scene.contact.use_link("access-token", "browser")
    mine = await scene.contact.show_contact("access-token", "browser")
    theirs = await scene.contact.show_contact("access-token", "other browser")

    standing = await scene.following.show_request(scene.link)
    assert (before.view, before.card) == (View.BUTTON, None)
    assert used is View.CONTACT
    assert mine.card is not None
    assert mine.card.contact == plea().contact
    number = mine.card.people.number_to_ring
    assert number is not None
    assert number.address == "+358401234567"
    assert standing is not None
    assert mine.card.code_word == standing.code_word
    assert (theirs.view, theirs.card) == (View.USED, None)
    assert len(scene.store.state.views) == 1


async def test_pressing_twice_in_one_browser_is_pressing_once() -> None:
    scene, _ = await let_in()

    first = await scene.contact.use_link("access-token", "browser")
    second = await scene.contact.use_link("access-token", "browser")

    assert (first, second) == (View.CONTACT, View.CONTACT)


async def test_the_contact_page_waits_for_its_assignment() -> None:
    scene = Scene()
    story = await scene.open()

    unknown = await scene.contact.show_contact("access-token", "browser")
    await scene.hear(story.access())
    early = await scene.contact.use_link("access-token", "browser")
    await scene.hear(story.proposed(), story.matched())
    then = await scene.contact.use_link("access-token", "browser")

    assert (unknown.view, early, then) == (View.UNKNOWN, View.MOMENT, View.CONTACT)


@pytest.mark.parametrize(
    ("end", "shown"), [("completed", View.COMPLETED), ("withdrawn", View.CLOSED)]
)
async def test_the_contact_page_shuts_with_the_task(end: str, shown: View) -> None:
    scene, story = await let_in()
    await scene.contact.use_link("access-token", "browser")

    await scene.hear(getattr(story, end)())

    visit = await scene.contact.show_contact("access-token", "browser")
    assert (visit.view, visit.card) == (shown, None)
