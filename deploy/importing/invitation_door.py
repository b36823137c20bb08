"""The operator's own way in for lists of helpers: each is invited, and nobody twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import asyncpg

from deploy.importing.door import ClosedDoorError, Fate, Reasons
from services.matching.operating import Invited, InvitePeople, inviting, read_invited
from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.sheets.model import Entry
from shared.web.catalogues import KIT, read_catalogues
from shared.web.forms import words_of
from shared.web.sheet_wording import SheetWording

PACE: Final = 0.1
"""Seconds from one letter to the next: notify carries more, so none that is urgent waits behind."""


class NoDatabaseError(ClosedDoorError):
    """The database does not answer; run the import again, nothing doubles."""


@dataclass(frozen=True, slots=True)
class InvitingDoor:
    """Implements `TakesRows` by the use case itself: nobody else can have strangers written to."""

    people: InvitePeople
    wording: SheetWording
    pace: float = PACE
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def check(self, entry: Entry) -> Fate | Reasons:
        """Say whether they would be invited; writes to nobody."""
        read = self._read(entry)
        if not isinstance(read, Invited):
            return read
        return "before" if await self.people.is_known(read.email) else "taken"

    async def hand_in(self, entry: Entry) -> Fate | Reasons:
        """Invite them, one after the other; whoever is known gets no letter."""
        read = self._read(entry)
        if not isinstance(read, Invited):
            return read
        async with self.turn:
            if not await self.people.invite(read):
                return "before"
            await asyncio.sleep(self.pace)
        return "taken"

    def _read(self, entry: Entry) -> Invited | Reasons:
        said = {name: _several(value) for name, value in entry.body.items()}
        read, of_row = read_invited(said), tuple(map(self.wording.of_row, entry.problems))
        if isinstance(read, Invited):
            return of_row or read
        known = {problem.field for problem in entry.problems}
        return (*of_row, *(self._words(each) for each in read if each.field not in known))

    def _words(self, problem: Problem) -> str:
        said = self.wording.catalogues.text(self.wording.language, words_of(problem))
        return f"{problem.field}: {said}"


@asynccontextmanager
async def open_inviting(
    addresses: tuple[str, str], ring: str, notify_public_key: str, language: Language
) -> AsyncIterator[InvitingDoor]:
    """Open it; `addresses` are matching's database and the origin that letters lead to."""
    dsn, origin = addresses
    wording = SheetWording(read_catalogues(["matching", KIT]), language)
    try:
        async with inviting(dsn, ring, notify_public_key, origin) as people:
            yield InvitingDoor(people, wording)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise NoDatabaseError from error


def _several(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
