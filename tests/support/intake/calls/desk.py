"""Kaisa at the phone: one call, and its page."""

import re
from dataclasses import dataclass

import httpx

from services.intake.calls.model.call import Call
from tests.support.intake.calls.building import PHONED
from tests.support.intake.page_world import PageWorld

BUSY = "/fi/ops"


@dataclass
class Desk:
    """Kaisa at the phone: one call, and its page."""

    world: PageWorld
    client: httpx.AsyncClient
    path: str = ""

    async def begin(self, direction: str = "inbound") -> str:
        answer = await self.client.post(BUSY, data={"direction": direction})
        self.path = answer.headers["location"]
        return (await self.client.get(self.path)).text

    async def press(self, do: str, **typed: str) -> httpx.Response:
        shown = (await self.client.get(self.path)).text
        return await self.press_as_shown(version_in(shown), do, **typed)

    async def press_as_shown(self, version: str, do: str, **typed: str) -> httpx.Response:
        data = {**PHONED, "version": version, "do": do, **typed}
        answer = await self.client.post(self.path, data=data)
        return await self.led(answer)

    async def led(self, answer: httpx.Response) -> httpx.Response:
        while answer.status_code == 303:
            answer = await self.client.get(answer.headers["location"])
        return answer

    @property
    def call(self) -> Call:
        (item,) = self.world.store.state.calls.values()
        return item.call

    def said(self, kind: type) -> list[object]:
        found = (one.data for one in self.world.store.state.published)
        return [data for data in found if isinstance(data, kind)]


def version_in(page: str) -> str:
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    return str(version)
