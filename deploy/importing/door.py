"""The door: `POST /api/requests` of a running network, asked patiently."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from deploy.importing.mapping_file import Plea

RETRY_SECONDS = 120.0
"""How long one row waits for a network that restarts, before the import gives up."""
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_AGAIN = frozenset({429, 500, 502, 503, 504})


class ClosedDoorError(Exception):
    """The network did not answer for two minutes; run the import again, nothing doubles."""


@dataclass(frozen=True, slots=True)
class Door:
    """A client for one running network."""

    client: httpx.AsyncClient
    import_pass: str = field(default="", repr=False)
    """Shows that staff of the network import: nothing of theirs is held as a flood."""

    async def check(self, plea: Plea) -> tuple[str, ...]:
        """Ask whether the row would be taken; saves nothing. Returns what is wrong with it."""
        answer = await self._ask("/api/requests/check", plea)
        return () if answer.is_success else _reasons(answer)

    async def hand_in(self, plea: Plea) -> tuple[str, ...]:
        """Hand the row in; safe to repeat. Returns what is wrong with it, or nothing."""
        answer = await self._ask("/api/requests", plea)
        return () if answer.is_success else _reasons(answer)

    async def _ask(self, path: str, plea: Plea) -> httpx.Response:
        """Retry with the same idempotency key: an answer that was lost is given again."""
        deadline = asyncio.get_running_loop().time() + RETRY_SECONDS
        pauses = iter(PAUSES)
        while asyncio.get_running_loop().time() < deadline:
            try:
                answer = await self.client.post(
                    path, json=dict(plea.body), headers=self._headers(plea)
                )
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code not in _AGAIN:
                return answer
            await asyncio.sleep(next(pauses, PAUSES[-1]))
        raise ClosedDoorError

    def _headers(self, plea: Plea) -> dict[str, str]:
        shown = {"Import-Pass": self.import_pass} if self.import_pass else {}
        return {"Idempotency-Key": plea.key, **shown}


def _reasons(answer: httpx.Response) -> tuple[str, ...]:
    try:
        problem = answer.json()
    except ValueError:
        return (f"refused with {answer.status_code}",)
    errors = problem.get("errors", []) if isinstance(problem, Mapping) else []
    found = tuple(f"{error.get('field')}: {error.get('message')}" for error in errors)
    return found or (f"refused with {answer.status_code}",)
