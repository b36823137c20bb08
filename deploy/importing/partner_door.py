"""The operator's own way in for lists of organisations: each is invited, and none twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import asyncpg

from deploy.importing.door import Fate, Reasons
from deploy.importing.invitation_door import NoDatabaseError
from services.intake.operating import (
    InviteOrganisations,
    Listed,
    NameTakenError,
    read_listed,
)
from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.sheets.model import Entry
from shared.web.catalogues import KIT, read_catalogues
from shared.web.forms import words_of
from shared.web.sheet_wording import SheetWording

Opening = AbstractAsyncContextManager[InviteOrganisations]


@dataclass(frozen=True, slots=True)
class PartnerDoor:
    """Implements `TakesRows` by the use case itself."""

    inviting: InviteOrganisations
    wording: SheetWording
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def check(self, entry: Entry) -> Fate | Reasons:
        """Say whether it would be invited; writes to nobody."""
        read = self._read(entry)
        if not isinstance(read, Listed):
            return read
        return "before" if await self._is_known(read) else "taken"

    async def hand_in(self, entry: Entry) -> Fate | Reasons:
        """Invite them, one after the other; who is known gets no letter."""
        read = self._read(entry)
        if not isinstance(read, Listed):
            return read
        async with self.turn:
            if await self._is_known(read):
                return "before"
            try:
                await self.inviting.invite(read.name, read.contact, None)
            except NameTakenError:
                return (self._words(Problem("contact", "taken")),)
        return "taken"

    async def _is_known(self, read: Listed) -> bool:
        names = {each.organisation.name.casefold() for each in await self.inviting.every()}
        return read.name.casefold() in names

    def _read(self, entry: Entry) -> Listed | Reasons:
        said = {
            name: value if isinstance(value, tuple) else (str(value),)
            for name, value in entry.body.items()
        }
        read, of_row = read_listed(said), tuple(map(self.wording.of_row, entry.problems))
        if isinstance(read, Listed):
            return of_row or read
        return (*of_row, *map(self._words, read))

    def _words(self, problem: Problem) -> str:
        said = self.wording.catalogues.text(self.wording.language, words_of(problem))
        return f"{problem.field}: {said}"


@asynccontextmanager
async def open_partner_door(opening: Opening, language: Language) -> AsyncIterator[PartnerDoor]:
    """Open it; says what is wrong with a row in `language`."""
    wording = SheetWording(read_catalogues(["intake", KIT]), language)
    try:
        async with opening as inviting:
            yield PartnerDoor(inviting, wording)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise NoDatabaseError from error
