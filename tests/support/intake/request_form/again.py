"""Asking once more by one's own link."""

from collections.abc import Sequence

import httpx

from services.intake.requests.model import RequestId
from shared.contracts.intake import RequestCreated
from tests.support.intake.page_world import PageWorld, assign, fill_in, link_of, send
from tests.support.intake.requests.building import MatchStory


async def asked(world: PageWorld, visitor: httpx.AsyncClient, **bent: str) -> str:
    """Ask for help; gives the page of the first request that was asked for."""
    await fill_in(visitor, **bent)
    await send(visitor)
    return f"/fi/p/{link_of(world)}"


async def helped(world: PageWorld, visitor: httpx.AsyncClient, **bent: str) -> str:
    """Ask, and let a volunteer help; gives the page of the request."""
    page = await asked(world, visitor, **bent)
    story = MatchStory(first_of(world))
    await assign(world, story)
    await world.react(story.completed())
    return page


async def once_more(visitor: httpx.AsyncClient, page: str, way: str = "uudelleen") -> str:
    """Begin once more by the own link; gives the address of the first question that is asked."""
    answer = await visitor.post(f"{page}/{way}", data={"danger": "no"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def go_through(visitor: httpx.AsyncClient, onward: str, **answers: str) -> str:
    """Answer what is asked; gives the address of the page that checks the answers."""
    while not onward.endswith("/tarkista"):
        answer = await visitor.post(onward, data=answers)
        assert answer.status_code == 303, answer.text
        onward = answer.headers["location"]
    return onward


async def sent(visitor: httpx.AsyncClient, check: str) -> None:
    """Send what is on the page that checks the answers."""
    await send(visitor, check.removesuffix("tarkista"))


def first_of(world: PageWorld) -> RequestId:
    """Give the request that was asked for first."""
    return next(iter(world.store.state.requests))


def said(world: PageWorld) -> Sequence[RequestCreated]:
    """Give what was said of requests as they came in."""
    facts = [each.data for each in world.store.state.published]
    return [each for each in facts if isinstance(each, RequestCreated)]
