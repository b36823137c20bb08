"""Check every row first, then hand in the good ones; the others go to a file with reasons."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from deploy.importing.door import Fate, Reasons
from deploy.importing.files import bytes_in
from shared.sheets.entries import entries_of
from shared.sheets.glossary import IMPORTS_FILE, Glossary
from shared.sheets.mapping import FileMapping, mapping_by_headings
from shared.sheets.model import Entries, Entry
from shared.sheets.rejected import Rejected
from shared.sheets.sheet import read_sheet

PARALLEL = 8

Tick = Callable[[], None]
Advancing = Callable[[str, int], AbstractContextManager[Tick]]
Ask = Callable[[Entry], Awaitable[Fate | Reasons]]


class TakesRows(Protocol):
    """Where rows are handed in; what is wrong with one is said in words."""

    async def check(self, entry: Entry) -> Fate | Reasons:
        """Say what would become of a row; saves nothing."""
        ...

    async def hand_in(self, entry: Entry) -> Fate | Reasons:
        """Hand a row in; safe to repeat."""
        ...


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of rows, or would."""

    taken: int = 0
    before: int = 0
    """Received before, whenever that was: they are taken as well."""
    rejected: tuple[Rejected, ...] = ()


def read_rows(
    file: Path,
    mapping: FileMapping | None,
    keyed: Callable[..., str],
    kind: str = "requests",
    said: Mapping[str, str] | None = None,
) -> Entries:
    """Read a file of rows; without a mapping its headings are to be known ones.

    Raises NoFileError or SheetError before a row is taken.
    """
    known = Glossary.read(IMPORTS_FILE).kind(kind)
    is_known = mapping.names.__contains__ if mapping else known.is_known
    sheet = read_sheet(bytes_in(file), is_known)
    by = mapping or mapping_by_headings(sheet, known, said or {})
    return entries_of(sheet, by, known, keyed, said)


async def import_all(
    door: TakesRows, entries: Entries, advancing: Advancing, *, check_only: bool = False
) -> HandedIn:
    """Check all rows, then hand in the good ones; what became of each is in exactly one count."""
    with advancing("checking", len(entries.read)) as tick:
        checked = await _each(door.check, entries.read, tick)
    if check_only:
        return checked
    wrong = checked.rejected
    lines = {item.line for item in wrong}
    good = [entry for entry in entries.read if entry.line not in lines]
    with advancing("importing", len(good)) as tick:
        done = await hand_in_all(door, good, tick)
    rejected = sorted((*wrong, *done.rejected), key=lambda item: item.line)
    return replace(done, rejected=tuple(rejected))


async def hand_in_all(door: TakesRows, rows: Sequence[Entry], tick: Tick) -> HandedIn:
    """Hand the rows in, a few at a time."""
    return await _each(door.hand_in, rows, tick)


async def _each(ask: Ask, rows: Sequence[Entry], tick: Tick) -> HandedIn:
    places = asyncio.Semaphore(PARALLEL)

    async def one(entry: Entry) -> Fate | Rejected:
        async with places:
            told = await ask(entry)
        tick()
        return Rejected(entry.row, told) if isinstance(told, tuple) else told

    fates = await asyncio.gather(*(one(entry) for entry in rows))
    rejected = tuple(fate for fate in fates if isinstance(fate, Rejected))
    return HandedIn(fates.count("taken"), fates.count("before"), rejected)
