"""Wishes as a coordinator sends them from the board."""

from uuid import UUID

import httpx

from shared.contracts.intake import RequestAssignmentRequested
from tests.support.intake.page_world import PageWorld


def path(request_id: UUID, language: str = "fi") -> str:
    return f"/{language}/taulu/{request_id}/kysy"


async def wish(
    visitor: httpx.AsyncClient, request_id: UUID, number: str = "17", language: str = "fi"
) -> httpx.Response:
    return await visitor.post(path(request_id, language), data={"volunteer_number": number})


def commands(world: PageWorld) -> list[RequestAssignmentRequested]:
    said = [item.data for item in world.store.state.published]
    return [data for data in said if isinstance(data, RequestAssignmentRequested)]
