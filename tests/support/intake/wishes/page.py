"""Wishes as a coordinator sends them from the board."""

from uuid import UUID

import httpx

from services.intake.adapters import CHANCE
from services.intake.wishes.rules import UNDO_TIME
from services.intake.wishes.use_cases import SendWishes
from shared.contracts.intake import RequestAssignmentRequested
from tests.support.intake.page_world import PageWorld


def path(request_id: UUID, language: str = "fi") -> str:
    return f"/{language}/taulu/{request_id}/kysy"


async def wish(
    visitor: httpx.AsyncClient,
    request_id: UUID,
    number: str = "17",
    language: str = "fi",
    **more: str,
) -> httpx.Response:
    typed = {"volunteer_number": number, "manner": "first", **more}
    return await visitor.post(path(request_id, language), data=typed)


async def leave(world: PageWorld) -> None:
    """Let the time to undo it pass, and send what is due."""
    world.store.state.now += UNDO_TIME
    send = SendWishes(world.store, CHANCE)
    for item in list(world.store.state.wishes):
        await send.send_wish(item.wish.id)


def commands(world: PageWorld) -> list[RequestAssignmentRequested]:
    said = [item.data for item in world.store.state.published]
    return [data for data in said if isinstance(data, RequestAssignmentRequested)]
