"""The door: where a running network takes something in, asked patiently."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal

import httpx

from shared.contracts.activation_words import Shut
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.sheets.entries import ID
from shared.sheets.faults import RowFault
from shared.sheets.model import Entry
from shared.web.sheet_wording import SheetWording

RETRY_SECONDS = 120.0
"""How long one row waits for a network that restarts, before the import gives up."""
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_AGAIN = frozenset({429, 500, 502, 503, 504})
_BEFORE: Final = "received_before"

Fate = Literal["taken", "before"]
Reasons = tuple[str, ...]


class ClosedDoorError(Exception):
    """The network did not answer for two minutes; run the import again, nothing doubles."""


@dataclass(frozen=True, slots=True)
class Door:
    """A client for one door of one running network; says what is wrong in `language`."""

    client: httpx.AsyncClient
    import_pass: str = field(default="", repr=False)
    """Shows that staff of the network import: nothing of theirs is held as a flood."""
    wording: SheetWording = field(default_factory=partial(SheetWording.of_kit, Language.ENGLISH))
    path: str = "/api/requests"

    async def check(self, entry: Entry) -> Fate | Reasons:
        """Ask whether the row would be taken; saves nothing. Returns all that is wrong with it."""
        answer = await self._ask(f"{self.path}/check", entry)
        own = tuple(self.wording.of_row(problem) for problem in entry.problems)
        if not own and (answer.status_code == httpx.codes.OK or _is_before(answer, entry)):
            return "before"
        already = {problem.field for problem in entry.problems}
        return (own if answer.is_success else (*own, *self._refused(answer, already))) or "taken"

    async def hand_in(self, entry: Entry) -> Fate | Reasons:
        """Hand the row in; safe to repeat. Returns what became of it, or what is wrong with it."""
        answer = await self._ask(self.path, entry)
        if answer.status_code == httpx.codes.OK or _is_before(answer, entry):
            return "before"
        return "taken" if answer.is_success else self._refused(answer)

    def _refused(self, answer: httpx.Response, already: Collection[str] = ()) -> Reasons:
        if answer.status_code == httpx.codes.CONFLICT:
            return (self.wording.of_row(Problem(ID, RowFault.OTHER_CONTENT)),)
        shut = known(Shut, str(_problem(answer).get("code", "")))
        return (self.wording.of_door(shut),) if shut else _reasons(answer, already)

    async def _ask(self, path: str, entry: Entry) -> httpx.Response:
        """Retry with the same idempotency key: an answer that was lost is given again."""
        deadline = asyncio.get_running_loop().time() + RETRY_SECONDS
        pauses = iter(PAUSES)
        while asyncio.get_running_loop().time() < deadline:
            try:
                answer = await self.client.post(
                    path, json=dict(entry.body), headers=self._headers(entry)
                )
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code not in _AGAIN:
                return answer
            await asyncio.sleep(next(pauses, PAUSES[-1]))
        raise ClosedDoorError

    def _headers(self, entry: Entry) -> dict[str, str]:
        shown = {"Import-Pass": self.import_pass} if self.import_pass else {}
        said = {"Idempotency-Key": entry.key, "Accept-Language": self.wording.language}
        return {**said, **shown}


@asynccontextmanager
async def open_door(origin: str, import_pass: str, language: Language) -> AsyncIterator[Door]:
    """Open the door of a running network, as somebody who shows this pass."""
    async with httpx.AsyncClient(base_url=origin, timeout=15) as client:
        yield Door(client, import_pass, SheetWording.of_kit(language))


def _is_before(answer: httpx.Response, entry: Entry) -> bool:
    """Say whether a refusal says that it was taken in before: the answer it got then is forgotten.

    What says the same is the same row, whatever was said for all rows then and now.
    """
    if answer.status_code != httpx.codes.CONFLICT:
        return False
    return not entry.has_id or _problem(answer).get("code") == _BEFORE


def _problem(answer: httpx.Response) -> Mapping[str, object]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}


def _reasons(answer: httpx.Response, known: Collection[str]) -> Reasons:
    """Give what was refused, but for fields that are known to be wrong already."""
    errors = _problem(answer).get("errors")
    if not isinstance(errors, list) or not errors:
        return (f"refused with {answer.status_code}",)
    new = (error for error in errors if error.get("field") not in known)
    return tuple(f"{error.get('field')}: {error.get('message')}" for error in new)
