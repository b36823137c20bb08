"""What every service had said by each day, kept in a file outside the databases.

Whoever takes an event out of all of them leaves no trace there; this file contradicts them.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ValidationError

from deploy.local.kept_text import replace_text
from deploy.verifying.books import SAID
from deploy.verifying.ledger import SQL, Ledger
from deploy.verifying.ledgers import Ledgers, open_ledgers
from deploy.verifying.places import Places
from deploy.verifying.rules import Check, sample

FILE: Final = "outboxes.json"
RULE: Final = "outboxes hold what was noted outside"
OPEN: Final = timedelta(seconds=30)
"""Who stores an event may have begun this long before it is seen: the newest are kept by id."""


class Day(BaseModel):
    """How much was said on a day, and its mark."""

    events: int
    mark: int


class Outbox(BaseModel):
    """What one service had said."""

    until: datetime
    days: dict[date, Day]
    """Only what was said before `until`."""
    newest: list[UUID]
    """What was said from `until` on."""


class Anchor(BaseModel):
    """What all services had said."""

    outboxes: dict[str, Outbox]


async def anchored(ledgers: Ledgers, file: Path) -> Check:
    """Demand that nothing is gone that the anchor knows; without a file there is none yet."""
    wrong: list[str] = []
    try:
        anchor = _read(file)
    except FileNotFoundError:
        return Check(RULE, 0, detail="there is none yet")
    except ValidationError:
        return Check(RULE, 1, detail="the file cannot be read")
    for service, known in anchor.outboxes.items():
        wrong += [f"{service} {words}" for words in await _contradicted(ledgers.of[service], known)]
    return Check(RULE, len(wrong), detail=sample(wrong))


def _read(file: Path) -> Anchor:
    return Anchor.model_validate_json(file.read_bytes())


async def note_outboxes(places: Places, file: Path) -> bool:
    """Note what is said now, unless something is gone that was noted before: then say False."""
    async with open_ledgers(places) as ledgers:
        if (await anchored(ledgers, file)).broken:
            return False
        await write_anchor(ledgers, file)
    return True


async def write_anchor(ledgers: Ledgers, file: Path) -> None:
    """Keep what is said now in place of what was known before."""
    outboxes = {service: await _outbox(ledger) for service, ledger in ledgers.of.items()}
    _replace(file, Anchor(outboxes=outboxes))


def _replace(file: Path, anchor: Anchor) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    replace_text(file, anchor.model_dump_json(indent=1))


async def _outbox(ledger: Ledger) -> Outbox:
    until = ledger.moment - OPEN
    days = await _days(ledger, until)
    rows = await ledger.connection.fetch(SQL["tail"], until, None)
    return Outbox(until=until, days=days, newest=[row["event_id"] for row in rows])


async def _contradicted(ledger: Ledger, known: Outbox) -> list[str]:
    days = await _days(ledger, known.until)
    since = _whole_days(ledger)
    wrong = [
        f"{day}: {days[day].events if day in days else 0} events, {was.events} were noted"
        for day, was in sorted(known.days.items())
        if day >= since.date() and days.get(day) != was
    ]
    rows = await ledger.connection.fetch(SQL["tail"], known.until, known.newest)
    gone = set(known.newest) - {row["event_id"] for row in rows}
    return [*wrong, *(f"{event}: gone" for event in sorted(gone) if known.until >= since)]


async def _days(ledger: Ledger, until: datetime) -> dict[date, Day]:
    rows = await ledger.connection.fetch(SQL["days"], _whole_days(ledger), until)
    return {row["day"]: Day(events=row["events"], mark=row["mark"]) for row in rows}


def _whole_days(ledger: Ledger) -> datetime:
    """Give the first moment of the oldest day of which nothing can be gone by its age."""
    oldest = ledger.moment - SAID + timedelta(days=1)
    return oldest.replace(hour=0, minute=0, second=0, microsecond=0)
