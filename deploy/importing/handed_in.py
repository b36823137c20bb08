"""Check every row first, then hand in the good ones; the others go to a file with reasons."""

import asyncio
import csv
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from deploy.importing.door import Door
from deploy.importing.mapping_file import (
    FileMapping,
    MappingError,
    Plea,
    Rejected,
    missing_columns,
    pleas,
)
from shared.sealing.pseudonyms import Pseudonyms

PARALLEL = 8

Ask = Callable[[Plea], Awaitable[tuple[str, ...]]]
Tick = Callable[[], None]


def read_rows(file: Path, mapping: FileMapping, pseudonyms: Pseudonyms) -> list[Plea]:
    """Read a UTF-8 CSV with a header; raises MappingError when a mapped column is missing."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, restval="")
        missing = missing_columns(mapping, reader.fieldnames or ())
        if missing:
            message = f"the file has no column {', '.join(missing)}"
            raise MappingError(message)
        return list(pleas(mapping, reader, pseudonyms))


async def check_all(door: Door, rows: Sequence[Plea], tick: Tick) -> list[Rejected]:
    """Ask for every row whether it would be taken; saves nothing."""
    return await _each(door.check, rows, tick)


async def hand_in_all(door: Door, rows: Sequence[Plea], tick: Tick) -> list[Rejected]:
    """Hand the rows in, a few at a time; gives those that were refused after all."""
    return await _each(door.hand_in, rows, tick)


def write_rejected(file: Path, rejected: Sequence[Rejected]) -> None:
    """Write the rows with line and reasons beside them, to be mended and tried again."""
    columns = ["line", "reasons", *rejected[0].row.keys()] if rejected else ["line", "reasons"]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        for item in rejected:
            writer.writerow({**item.row, "line": item.line, "reasons": "; ".join(item.reasons)})


async def _each(ask: Ask, rows: Sequence[Plea], tick: Tick) -> list[Rejected]:
    places = asyncio.Semaphore(PARALLEL)

    async def one(plea: Plea) -> Rejected | None:
        async with places:
            reasons = await ask(plea)
        tick()
        return Rejected(plea.line, plea.row, reasons) if reasons else None

    results = await asyncio.gather(*(one(plea) for plea in rows))
    return [item for item in results if item is not None]
