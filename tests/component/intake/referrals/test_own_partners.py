"""Whoever asked says whether organisations may be asked, sees who was, and says no to one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from services.intake.requests.model import RequestId, State
from shared.contracts.intake import RequestCreated, RequestUpdated
from shared.contracts.matching import ReferralWithdrawn
from shared.contracts.notify import NotificationRequested
from shared.contracts.referral_words import ReferralWithdrawal
from shared.contracts.words import StaffRole
from tests.support.intake.calls.building import PHONED
from tests.support.intake.calls.desk import Desk
from tests.support.intake.page_world import PageWorld, ask, fill_in, link_of, staffed
from tests.support.intake.referrals.building import ReferralStory

NAME = "Mikkelin Ruoka-apu ry"
AGREES = {"may_be_referred": "yes"}


def said(world: PageWorld, kind: type) -> list[Any]:
    return [each.data for each in world.store.state.published if isinstance(each.data, kind)]


def consents(world: PageWorld) -> Sequence[tuple[bool, str]]:
    (request,) = world.store.state.requests.values()
    return [(each.said_yes, each.way) for each in request.consents]


async def referred(world: PageWorld, **bent: str) -> tuple[ReferralStory, str]:
    """Let somebody ask, and an organisation be asked; gives the story and the page."""
    asked = await ask(world, **bent)
    story = ReferralStory(asked.request_id, UUID(int=11))
    await world.react(story.sent())
    return story, f"/fi/p/{link_of(world)}/jarjestot"


async def press(world: PageWorld, path: str, decision: str) -> str:
    """Press it on their page; gives what is shown then."""
    async with world.visitor() as visitor:
        answer = await visitor.post(path, data={"do": decision})
        assert answer.status_code == 303
        return (await visitor.get(answer.headers["location"])).text


async def test_nothing_is_ticked_for_them_and_what_they_ticked_is_shown_before_it_is_sent(
    world: PageWorld, language: str
) -> None:
    async with world.visitor() as visitor:
        without = await fill_in(visitor, language)
        page = await visitor.get(str(without.url).replace("tarkista", "kerro"))
        agreed = await fill_in(visitor, language, **AGREES)

    assert "checked" not in page.text.partition('id="may_be_referred"')[2].partition(">")[0]
    shown = [each.text.partition("kerro")[2].rpartition("</dl>")[0] for each in (without, agreed)]
    assert shown[0] != shown[1]


@pytest.mark.parametrize("told", [{}, AGREES])
async def test_their_word_is_kept_with_how_they_gave_it_and_said_to_matching(
    world: PageWorld, told: dict[str, str]
) -> None:
    await ask(world, **told)

    (created,) = said(world, RequestCreated)
    assert created.may_be_referred is bool(told)
    assert consents(world) == ([(True, "web")] if told else [])


async def test_on_their_page_they_read_who_was_asked_and_what_became_of_it(
    world: PageWorld,
) -> None:
    story, path = await referred(world, **AGREES)
    seen = []
    for event in (None, story.accepted(), story.returned()):
        if event:
            await world.react(event)
        async with world.visitor() as visitor:
            seen.append((await visitor.get(path)).text)

    for page, words in zip(seen, ("odotamme vastausta", "auttaa", "ei voi jatkaa"), strict=True):
        assert f"{NAME}: " in page
        assert words in page.partition(NAME)[2].partition("</li>")[0]


async def test_of_what_only_staff_see_to_no_organisation_is_named(world: PageWorld) -> None:
    _, path = await referred(world, category="crisis_support", **AGREES)

    async with world.visitor() as visitor:
        page = await visitor.get(path)

    assert NAME not in page.text
    assert "Järjestö: kysyimme" in page.text


async def test_no_to_one_organisation_is_said_to_matching_and_the_word_stays(
    world: PageWorld,
) -> None:
    story, path = await referred(world, **AGREES)
    await world.react(story.accepted())

    page = await press(world, path, "refuse")

    (updated,) = said(world, RequestUpdated)
    assert (updated.refused_referral, updated.may_be_referred) == (story.referral_id, None)
    assert consents(world) == [(True, "web")]
    assert "Kerromme järjestölle" in page


async def test_who_takes_their_word_back_has_the_organisation_let_go(world: PageWorld) -> None:
    story, path = await referred(world, **AGREES)

    page = await press(world, path, "forbid")
    await press(world, path, "forbid")

    (updated,) = said(world, RequestUpdated)
    assert (updated.refused_referral, updated.may_be_referred) == (story.referral_id, False)
    assert consents(world) == [(True, "web"), (False, "own_page")]
    assert "Emme kysy enää järjestöiltä" in page


async def test_whose_own_wish_it_was_is_not_told_that_the_helper_cannot_come(
    world: PageWorld,
) -> None:
    story, _ = await referred(world, **AGREES)
    await world.react(story.accepted())
    event = story.withdrawn()
    why = ReferralWithdrawal.CONSENT_WITHDRAWN
    assert isinstance(event.data, ReferralWithdrawn)
    own = event.model_copy(update={"data": event.data.model_copy(update={"reason": why})})

    await world.react(own)

    templates = [each.template for each in said(world, NotificationRequested)]
    assert "request_reopened" not in templates


async def test_who_did_not_agree_at_first_may_later_and_what_is_over_is_decided_no_more(
    world: PageWorld,
) -> None:
    asked = await ask(world)
    path = f"/fi/p/{link_of(world)}/jarjestot"

    await press(world, path, "allow")
    async with world.visitor() as visitor:
        await visitor.post(path.replace("jarjestot", "peru"))
        over = await visitor.get(path)
        await visitor.post(path, data={"do": "forbid"})

    (updated,) = said(world, RequestUpdated)
    assert updated.may_be_referred is True
    assert consents(world) == [(True, "own_page")]
    assert world.store.state.requests[RequestId(asked.request_id)].stored.state is State.CLOSED
    assert 'name="do"' not in over.text


async def test_on_the_phone_it_is_asked_in_their_language_and_ticked_by_the_operator() -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    async with world.signed_in() as client:
        desk = Desk(world, client)
        await desk.begin()
        page = (await client.get(desk.path)).text
        await desk.press("new_request", **PHONED | AGREES)

    assert "saammeko antaa pyyntösi järjestölle?" in page
    assert consents(world) == [(True, "phone")]


async def test_a_coordinator_who_asked_them_has_it_on_record(world: PageWorld) -> None:
    asked = await ask(world)
    path = f"/fi/taulu/{asked.request_id}/kysy"
    staffed(world, StaffRole.COORDINATOR)
    async with world.signed_in() as kaisa:
        before = await kaisa.get(path)
        await kaisa.post(f"{path}/kumppani", data={"consent": "yes"})
        after = await kaisa.get(path)

    assert consents(world) == [(True, "coordinator")]
    assert "ei annettu" in before.text
    assert "koordinaattori kysyi" in after.text
