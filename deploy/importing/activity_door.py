"""The operator's own way in for a partner's list of activities: each row is written down once."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import asyncpg

from deploy.importing.door import ClosedDoorError, Fate, Reasons
from deploy.importing.invitation_door import NoDatabaseError
from services.matching.operating import ActivityRows, words_of_activity
from shared.contracts.words import Language
from shared.sheets.model import Entry
from shared.web.catalogues import KIT, read_catalogues
from shared.web.sheet_wording import SheetWording

Opening = AbstractAsyncContextManager[ActivityRows | None]


class UnknownOrganisationError(ClosedDoorError):
    """No organisation has this id, or it has not said yet what it does and where."""


@dataclass(frozen=True, slots=True)
class ActivityDoor:
    """Implements `TakesRows` by the use case itself."""

    rows: ActivityRows
    wording: SheetWording

    async def check(self, entry: Entry) -> Fate | Reasons:
        """Say what would become of a row; writes nothing down."""
        row = self.rows.read(entry)
        if not row.is_good:
            said = self.wording.catalogues.text
            wrong = words_of_activity(row.problems)
            own = (said(self.wording.language, each.message_id) for each in wrong)
            return (*map(self.wording.of_row, entry.problems), *own)
        return "before" if await self.rows.is_known(row) else "taken"

    async def hand_in(self, entry: Entry) -> Fate | Reasons:
        """Write it down; a row that was written down before, on the page too, stays as it is."""
        fate = await self.check(entry)
        if fate == "taken":
            await self.rows.write_down(self.rows.read(entry))
        return fate


@asynccontextmanager
async def open_activity_door(opening: Opening, language: Language) -> AsyncIterator[ActivityDoor]:
    """Open it; says what is wrong with a row in `language`."""
    wording = SheetWording(read_catalogues(["matching", KIT]), language)
    try:
        async with opening as rows:
            if rows is None:
                raise UnknownOrganisationError
            yield ActivityDoor(rows, wording)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise NoDatabaseError from error
