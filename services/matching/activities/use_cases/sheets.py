"""Activities of a file: checked first, then the good rows are written down, each once."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.matching.activities.model import Bounds, By, Done
from services.matching.activities.rules.done import read_done
from services.matching.activities.rules.sheet import fields_of, keyed, row_of
from services.matching.activities.use_cases.keep import KeepActivities, Sent
from services.matching.partners.model import OrganisationId
from shared.areas import municipality
from shared.fields.problem import Problem
from shared.sheets.entries import entries_of
from shared.sheets.faults import FileFault, SheetError
from shared.sheets.glossary import Kind
from shared.sheets.mapping import mapping_by_headings
from shared.sheets.model import Entry
from shared.sheets.sheet import read_sheet

MOST_ROWS: Final = 300
ALL: Final = 100_000
_KEY_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a file, and what is wrong with it."""

    entry: Entry
    fields: Mapping[str, str]
    problems: Sequence[Problem]

    @property
    def key(self) -> UUID:
        """Name it by what it says: the same row is the same activity whenever it comes."""
        return UUID(self.entry.key.rpartition("-")[2][:_KEY_DIGITS])

    @property
    def is_good(self) -> bool:
        """Say whether it can be written down."""
        return not self.problems and not self.entry.problems


@dataclass(frozen=True, slots=True)
class SheetsOfActivities:
    """None stands for an organisation that is not there."""

    keep: KeepActivities
    kind: Kind

    async def check(self, organisation_id: OrganisationId, raw: bytes) -> Sequence[ReadRow] | None:
        """Read all rows and take none; raises SheetError."""
        bounds = await self.bounds(organisation_id)
        if bounds is None:
            return None
        return await asyncio.to_thread(self._read, organisation_id, raw, bounds)

    async def bounds(self, organisation_id: OrganisationId) -> Bounds | None:
        """Give what its rows may say; None also for one that has not said what it does."""
        shown = await self.keep.show(organisation_id)
        is_ready = shown and shown.bounds.lines and shown.bounds.municipalities
        return shown.bounds if shown and is_ready else None

    async def is_known(self, organisation_id: OrganisationId, row: ReadRow) -> bool:
        """Say whether a row was written down before, by whatever door."""
        async with self.keep.store.begin() as work:
            return await work.activities.of_draft(organisation_id, row.key) is not None

    async def write_down(self, organisation_id: OrganisationId, by: By, row: ReadRow) -> None:
        """Write one good row down."""
        await self.keep.log(Sent(organisation_id, by, row.key, row.fields))

    async def take(self, organisation_id: OrganisationId, by: By, raw: bytes) -> int | None:
        """Write the good rows down; who does so twice writes nothing anew."""
        rows = await self.check(organisation_id, raw)
        if rows is None:
            return None
        good = [row for row in rows if row.is_good]
        for row in good:
            await self.write_down(organisation_id, by, row)
        return len(good)

    async def rows(self, organisation_id: OrganisationId) -> Sequence[Sequence[str]]:
        """Give all that was written down, the newest first."""
        async with self.keep.store.begin() as work:
            logged = await work.activities.latest(organisation_id, ALL)
        return [row_of(each) for each in logged if each.taken_back is None]

    def _read(self, organisation_id: UUID, raw: bytes, bounds: Bounds) -> Sequence[ReadRow]:
        sheet = read_sheet(raw, self.kind.is_known)
        if len(sheet.rows) > MOST_ROWS:
            raise SheetError(FileFault.MANY_ROWS)
        entries = entries_of(
            sheet, mapping_by_headings(sheet, self.kind), self.kind, keyed(organisation_id)
        )
        towns = towns_of(bounds)
        return [check_row(each, bounds, towns) for each in entries.read]


def check_row(entry: Entry, bounds: Bounds, towns: Mapping[str, str]) -> ReadRow:
    """Read one row, and say what is wrong with it beside what its columns say."""
    fields = fields_of(entry.body, towns)
    done = read_done(fields, bounds)
    known = {problem.field for problem in entry.problems}
    problems = () if isinstance(done, Done) else done
    return ReadRow(entry, fields, [each for each in problems if each.field not in known])


def towns_of(bounds: Bounds) -> Mapping[str, str]:
    """Give the codes of an organisation's towns by their names."""
    found = filter(None, map(municipality, bounds.municipalities))
    return {name.casefold(): each.code for each in found for name in (each.name_fi, each.name_sv)}
