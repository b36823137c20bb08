"""Somebody whose page of the board listens to what changes."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.patience import PATIENCE


@dataclass
class Told:
    """One event as a browser reads it."""

    name: str = ""
    data: str = ""
    id: str = ""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Read the lines that changed."""
        found: list[dict[str, Any]] = json.loads(self.data)
        return found


class Stream:
    """The events of one answer."""

    def __init__(self, answer: httpx.Response) -> None:
        """Read it line by line."""
        self.answer, self._lines = answer, answer.aiter_lines()

    async def next(self) -> Told:
        """Read one event that has a name."""
        told = Told()
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                if name in {"event", "data", "id"}:
                    setattr(told, "name" if name == "event" else name, value)
                if not line and told.name:
                    return told
        raise EOFError

    async def until(self, name: str) -> Told:
        """Read on to the next event of a name."""
        while (told := await self.next()).name != name:
            pass
        return told


@dataclass
class Watcher:
    """Somebody signed in, at the real server."""

    client: httpx.AsyncClient

    @asynccontextmanager
    async def watch(self, asked: str = "", **headers: str) -> AsyncIterator[Stream]:
        """Listen from what the page said on."""
        page = (await self.client.get(f"/fi/taulu?{asked}")).text
        path = page.partition('data-path="')[2].partition('"')[0].replace("&amp;", "&")
        since = page.partition('data-since="')[2].partition('"')[0]
        async with self.client.stream("GET", f"{path}{since}", headers=headers) as answer:
            yield Stream(answer)
