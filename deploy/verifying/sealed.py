"""Open some of what is sealed: a key that is there may still be the wrong one."""

from typing import Final

import asyncpg

from deploy.verifying.ledger import SQL
from deploy.verifying.ledgers import Ledgers
from deploy.verifying.rules import Check, sample
from shared.sealing.errors import SealingError
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import try_key

EACH: Final = 200
"""Values of each table that are opened, drawn anew each time; of a small town these are all."""


async def opened(ledgers: Ledgers) -> list[Check]:
    """Open some values of each table of the services whose keys are at hand."""
    wrong, count = list[str](), 0
    for service, ring in ledgers.places.rings.items():
        rows = await ledgers.of[service].connection.fetch(SQL["sealed"], EACH)
        count += len(rows)
        wrong += [
            f"{service}: {row['part']} {row['subject']}" for row in rows if not _opens(ring, row)
        ]
    if not ledgers.places.rings:
        return []
    return [Check("what is sealed opens", len(wrong), detail=sample(wrong) or f"{count} opened")]


def _opens(ring: KeyRing, row: asyncpg.Record) -> bool:
    try:
        key = ring.unwrap(row["subject"], row["ring_key"], row["wrapped"])
        try_key(key, row["subject"], row["field"], row["sealed"])
    except SealingError:
        return False
    return True
