"""Whom an organisation helps: shown to its members while they do, and each look is noted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID, uuid4

import httpx
import pytest

from services.intake.submissions.model import Plea
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, sign_in, staffed
from tests.support.intake.referrals.building import ReferralStory
from tests.support.intake.submissions.building import (
    new_request,
    plea,
    plea_for_another,
    taken_in,
)
from tests.support.intake.submissions.fakes import FakeReception

HOUSE = UUID(int=11)
STREET = "Porrassalmenkatu 1"


async def referred(world: PageWorld, told: Plea | None = None) -> ReferralStory:
    """Have a request at the house."""
    new = replace(new_request(), plea=told or plea())
    await FakeReception(world.store).take_in(taken_in(new))
    story = ReferralStory(new.id, HOUSE)
    await world.react(story.sent())
    return story


@asynccontextmanager
async def member(world: PageWorld) -> AsyncIterator[httpx.AsyncClient]:
    """Give the browser of somebody of the house."""
    staffed(world, StaffRole.PARTNER_MEMBER, organisation_id=HOUSE)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        yield visitor


def path(story: ReferralStory, language: str = "fi", house: UUID = HOUSE) -> str:
    return f"/{language}/kumppani/{house}/ohjattu/{story.referral_id}"


def looks(world: PageWorld) -> list[str]:
    return [each.reason for each in world.store.state.looks]


async def test_nothing_is_shown_before_they_have_said_that_they_help(world: PageWorld) -> None:
    story = await referred(world)
    async with member(world) as visitor:
        page = await visitor.get(path(story))

    assert page.status_code == 200
    assert STREET not in page.text
    assert looks(world) == []


async def test_while_they_help_all_is_shown_and_each_look_is_noted(
    world: PageWorld, language: str
) -> None:
    story = await referred(world)
    await world.react(story.accepted())
    async with member(world) as visitor:
        pages = [await visitor.get(path(story, language)) for _ in range(2)]

    assert all(STREET in page.text for page in pages)
    assert looks(world) == ["referral", "referral"]


@pytest.mark.parametrize("end", ["completed", "returned", "withdrawn"])
async def test_it_ends_with_the_referral(world: PageWorld, end: str) -> None:
    story = await referred(world)
    await world.react(story.accepted())
    await world.react(getattr(story, end)())
    async with member(world) as visitor:
        page = await visitor.get(path(story))

    assert STREET not in page.text
    assert looks(world) == []


async def test_a_secret_address_is_never_shown_and_only_a_safe_number_is_rung(
    world: PageWorld,
) -> None:
    story = await referred(world, plea_for_another())
    await world.react(story.accepted())
    async with member(world) as visitor:
        page = await visitor.get(path(story))

    assert "Katu 1" not in page.text
    assert "50100" not in page.text
    assert "tel:+358501112233" in page.text
    assert looks(world) == ["referral"]


async def test_of_another_organisation_there_is_nothing(world: PageWorld) -> None:
    story = await referred(world)
    other = ReferralStory(story.request_id, uuid4())
    await world.react(other.sent())
    await world.react(other.accepted())
    async with member(world) as visitor:
        pages = [
            await visitor.get(path(other)),
            await visitor.get(path(other, house=other.organisation_id)),
            await visitor.get(path(ReferralStory(story.request_id))),
        ]

    assert [page.status_code for page in pages] == [404, 403, 404]
    assert looks(world) == []
