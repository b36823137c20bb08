"""Whoever asked corrects their request: what is said of it, and to whom."""

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.corrections.model import Outcome
from shared.contracts.intake import RequestUpdated
from shared.contracts.words import Category, Urgency
from shared.fields.problem import Problem
from tests.support.intake.scene import Scene


async def correct(scene: Scene, **typed: str) -> object:
    return await scene.corrections.correct_request(scene.link, typed)


async def test_names_of_fields_are_said_and_what_matching_searches_by() -> None:
    scene = Scene()
    await scene.open()

    kept = await correct(scene, category="pharmacy", urgency="today", phone="040 765 4321")

    (said,) = scene.said(RequestUpdated)
    assert kept is Outcome.KEPT
    assert set(said.changed) == {"category", "phone"}
    assert (said.category, said.urgency) == (Category.PHARMACY, Urgency.TODAY)
    assert said.postal_code == "50100"
    assert "765" not in str(said)
    assert scene.request.stored.version == 2


async def test_where_nothing_is_searched_by_no_fact_is_said() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, street="Maaherrankatu 9", text="Ovikoodi on 1234.")

    (said,) = scene.said(RequestUpdated)
    assert (said.volunteer_allowed, said.category) == (None, None)
    contact = scene.request.plea.contact
    assert contact.street == "Maaherrankatu 9"
    assert contact.text == "Maitoa ja leipää, kiitos.\n\nOvikoodi on 1234."


async def test_what_no_volunteer_may_know_any_more_goes_to_a_person_and_nothing_says_why() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, category="crisis_support")
    await correct(scene, phone="040 765 4321")

    first, second = scene.said(RequestUpdated)
    assert (first.volunteer_allowed, first.category, first.postal_code) == (False, None, None)
    assert (first.changed, second.changed, second.volunteer_allowed) == ((), (), None)
    called = [each.attention.reason for each in scene.store.state.attentions.values()]
    assert called == [AttentionReason.SENSITIVE]


async def test_the_helper_sees_it_at_once() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.access(), story.matched())
    await scene.contact.use_link("access-token", "browser")

    await correct(scene, phone="040 765 4321", street="Maaherrankatu 9")

    visit = await scene.contact.show_contact("access-token", "browser")
    assert visit.card is not None
    assert visit.card.contact.street == "Maaherrankatu 9"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"postal_code": "99999999"}, Problem("postal_code", "invalid")),
        ({"postal_code": "00100"}, Problem("postal_code", "unknown")),
        ({"phone": "soita"}, Problem("phone", "invalid")),
        ({"text": "x" * 4_990}, Problem("text", "long")),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept(
    typed: dict[str, str], problem: Problem
) -> None:
    scene = Scene()
    await scene.open()

    assert await correct(scene, **typed, first_name="Aili") == (problem,)
    assert scene.request.plea.contact.first_name == "Aino"
    assert scene.said(RequestUpdated) == []


async def test_what_is_as_it_was_is_no_correction() -> None:
    scene = Scene()
    await scene.open()

    assert await correct(scene, category="groceries", phone="+358 40 123 4567", street=" ") is (
        Outcome.NOTHING_NEW
    )
    assert scene.said(RequestUpdated) == []


async def test_what_has_ended_is_not_corrected() -> None:
    scene = Scene()
    await scene.open()
    await scene.following.cancel_request(scene.link)

    assert await correct(scene, phone="040 765 4321") is Outcome.OVER
    assert await scene.corrections.correct_request("a guess", {"phone": "1"}) is None
    assert scene.said(RequestUpdated) == []
