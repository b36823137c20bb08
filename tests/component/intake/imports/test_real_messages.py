"""The real messages as a coordinator's files: all of them count, and are kept word for word."""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest

from services.intake.imports.model import MOST_ROWS, ImportId, ImportState
from shared.contracts.words import StaffRole
from shared.fields.text import plain, wrong_text
from shared.sheets.cells import Record
from tests.support.intake.page_world import PageWorld, staffed
from tests.support.sheets import read, row, written

PAGE = "/fi/tuonti"
REAL = Path(__file__).parents[4].parent / "shared" / "data" / "help_messages.csv"


def messages_in(file: Path) -> Sequence[str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [one["message"] for one in csv.DictReader(stream)]


async def hand_in(world: PageWorld, raw: bytes) -> Sequence[Record]:
    """Hand a file in and have it taken; gives the rows that were refused, with the reasons."""
    async with world.signed_in() as visitor:
        answer = await visitor.post(PAGE, files={"file": ("a.csv", raw, "text/csv")})
        here = answer.headers["location"]
        await visitor.post(f"{here}/vahvista")
        import_id = ImportId(UUID(here.rpartition("/")[2]))
        while world.store.state.imports[import_id][0].state is ImportState.CONFIRMED:
            await world.run_import(import_id)
        refused = await visitor.post(f"{here}/hylatyt")
    return read(refused.content).rows


@pytest.mark.long
@pytest.mark.skipif(not REAL.exists(), reason="../shared/data is not here")
async def test_the_messages_are_taken_in_whole_but_for_what_the_door_refuses(
    world: PageWorld,
) -> None:
    staffed(world, StaffRole.COORDINATOR)
    world.store.copied = lambda state: state
    texts = messages_in(REAL)
    rows = [row(at, Viesti=text) for at, text in enumerate(texts)]

    refused = [
        one
        for begin in range(0, len(rows), MOST_ROWS)
        for one in await hand_in(world, written(rows[begin : begin + MOST_ROWS]))
    ]

    state = world.store.state
    counted = [kept.counts for kept, _ in state.imports.values()]
    taken = sum(counts.taken for counts in counted)
    reasons = Counter(one.cells[1] for one in refused)
    sys.stdout.write(f"\n{len(texts)} rows: {taken} taken, refused {dict(reasons)}\n")
    assert sum(counts.reached for counts in counted) == len(texts)
    assert taken + len(refused) == len(texts)
    good = Counter(plain(text) for text in texts if not wrong_text(plain(text)))
    assert Counter(item.plea.contact.text for item in state.requests.values()) == good
    assert all(reason.startswith("Viesti: ") for reason in reasons)
