"""Check a file, then take its rows in batches: each with its counts by one transaction, or none."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Final

from services.intake.doors.model import Manner
from services.intake.imports.model import (
    MOST_BYTES,
    MOST_ROWS,
    Counts,
    Import,
    ImportId,
    ImportState,
    ReadFile,
    ReadRow,
    Step,
    Upload,
)
from services.intake.imports.ports import ImportWork, WithImports
from services.intake.imports.rules import let_in_now, read_row
from services.intake.staff.model import StaffId
from services.intake.submissions.use_cases.take_in import (
    AnswerGoneError,
    Belonging,
    TakeInRequests,
)
from shared.activation.current import enter
from shared.activation.rules import DoorShutError
from shared.activation.standing import Standing
from shared.chance import Chance
from shared.contracts.activation_words import Door
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.sheets.entries import entries_of
from shared.sheets.faults import FileFault, SheetError
from shared.sheets.glossary import Kind
from shared.sheets.mapping import mapping_by_headings
from shared.sheets.sheet import read_sheet
from shared.work import Store

SHOWN: Final = 20
BATCH: Final = 20
SPELL_SECONDS: Final = 10.0
"""So long one round works at a file before others have their turn."""
_OURS: Final = Manner(is_ours=True)


@dataclass(frozen=True, slots=True)
class ReadUploads:
    """Reads a file; its rows are known again by the same keys as those of the command."""

    submit: TakeInRequests
    kind: Kind
    pseudonym_keys: PseudonymKeys
    import_key: Pseudonyms | None = field(repr=False)
    """None where the installation's tools import nothing: then intake's own key will do."""

    async def read(self, upload: Upload) -> ReadFile:
        """Read all of it, beside what else goes on; raises SheetError."""
        keys = self.import_key or await self.pseudonym_keys.pseudonyms()
        standing = await self.submit.current.standing()
        return await asyncio.to_thread(self._read, upload, keys, standing)

    def _read(self, upload: Upload, keys: Pseudonyms, standing: Standing) -> ReadFile:
        if len(upload.raw) > MOST_BYTES:
            raise SheetError(FileFault.LARGE)
        sheet = read_sheet(upload.raw, self.kind.is_known)
        if len(sheet.rows) > MOST_ROWS:
            raise SheetError(FileFault.MANY_ROWS)
        mapping = mapping_by_headings(sheet, self.kind, upload.said)
        entries = entries_of(sheet, mapping, self.kind, keys.of, upload.said)
        read_plea = partial(let_in_now, self.submit.read_plea, standing)
        return ReadFile(entries, [read_row(one, read_plea) for one in entries.read])


@dataclass(frozen=True, slots=True)
class ShownImport:
    """A file as its page shows it; what was read of it is None where that is not needed."""

    imported: Import
    file: ReadFile | None


@dataclass(frozen=True, slots=True)
class HandleImports:
    """What a coordinator does with a file: hand in, look, confirm or discard, get what is left."""

    store: Store[WithImports]
    reading: ReadUploads
    chance: Chance

    async def latest(self) -> Sequence[Import]:
        """List the files of the last days."""
        async with self.store.begin() as work:
            return await work.imports.latest(SHOWN)

    async def check(self, upload: Upload, by: StaffId) -> ImportId:
        """Keep a file that can be read, and take nothing of it.

        Raises SheetError or DoorShutError.
        """
        await enter(self.reading.submit.current, Door.IMPORT)
        read = await self.reading.read(upload)
        import_id = ImportId(self.chance.new_id())
        async with self.store.begin() as work:
            counts = len(read.rows), len(read.wrong)
            await work.imports.keep(import_id, by, upload, counts)
            await work.imports.note(import_id, by, Step.UPLOADED)
        return import_id

    async def show(self, import_id: ImportId) -> ShownImport | None:
        """Say how one stands, with its rows where some cannot be taken."""
        async with self.store.begin() as work:
            found = await work.imports.read(import_id)
            if found is None or not found.wrong or found.state is ImportState.CONFIRMED:
                return ShownImport(found, None) if found else None
            upload = await work.imports.upload(import_id)
        return ShownImport(found, await self.reading.read(upload))

    async def confirm(self, import_id: ImportId, by: StaffId) -> None:
        """Let its good rows be taken in; a second press changes nothing. Raises DoorShutError."""
        await enter(self.reading.submit.current, Door.IMPORT)
        async with self.store.begin() as work:
            if await work.imports.confirm(import_id):
                await work.imports.note(import_id, by, Step.CONFIRMED)

    async def discard(self, import_id: ImportId, by: StaffId) -> None:
        """Remove the file; not while its rows are being taken in."""
        async with self.store.begin() as work:
            found = await work.imports.lock(import_id)
            if found is None or found.state is ImportState.CONFIRMED:
                return
            await work.imports.remove(import_id)
            await work.imports.note(import_id, by, Step.DISCARDED)

    async def download(self, import_id: ImportId, by: StaffId) -> ReadFile | None:
        """Give what was read, for its rows that were rejected; who took them is on record."""
        async with self.store.begin() as work:
            if await work.imports.read(import_id) is None:
                return None
            upload = await work.imports.upload(import_id)
            await work.imports.note(import_id, by, Step.DOWNLOADED)
        return await self.reading.read(upload)


@dataclass(frozen=True, slots=True)
class RunImports:
    """Takes in what was confirmed; whoever is killed in a batch leaves none of it."""

    store: Store[ImportWork]
    reading: ReadUploads
    """The file is read anew each time: its rows are kept nowhere."""

    async def run(self, import_id: ImportId) -> None:
        """Take rows in for a while; what is left is due still."""
        async with self.store.begin() as work:
            found = await work.imports.read(import_id)
            if found is None or found.state is not ImportState.CONFIRMED:
                return
            upload = await work.imports.upload(import_id)
        rows = (await self.reading.read(upload)).rows
        until, reached = monotonic() + SPELL_SECONDS, found.counts.reached
        belonging = await self.reading.submit.belonging()
        while reached < len(rows) and monotonic() < until:
            batch = rows[reached : reached + BATCH]
            if not await self._take(import_id, reached, batch, belonging):
                return
            reached += len(batch)

    async def _take(
        self, import_id: ImportId, reached: int, batch: Sequence[ReadRow], to: Belonging
    ) -> bool:
        """Take a batch; False when another process was there first."""
        async with self.store.begin() as work:
            found = await work.imports.lock(import_id)
            if found is None or found.counts.reached != reached:
                return False
            fates = [await self._take_row(work, row, to) for row in batch]
            counts = Counts(fates.count("taken"), fates.count("known"), fates.count("rejected"))
            await work.imports.add(import_id, counts)
        return True

    async def _take_row(self, work: ImportWork, row: ReadRow, to: Belonging) -> str:
        if row.plea is None:
            return "rejected"
        submit = self.reading.submit
        try:
            receipt = await submit.take_in_with(work, row.plea, row.entry.key, to, _OURS)
        except AnswerGoneError:
            return "known"
        except DoorShutError:
            return "rejected"
        return "taken" if receipt.first else "known"
