"""From rows to rounds of calls."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

import asyncpg

from services.intake.call_rounds.model import (
    Asker,
    Basis,
    Given,
    Held,
    PersonId,
    Plan,
    Result,
    Round,
    RoundId,
    Segment,
    Source,
)
from services.intake.calls.model.call import CallId
from services.intake.requests.model import RequestId
from shared.contracts.words import Language
from shared.sealing.errors import SealingError

Counted = tuple[Mapping[Result, int], int, int]
"""What came of people; how many are left; how many of them are due."""


def criteria_of(segment: Segment) -> tuple[object, ...]:
    """Give what the query is asked with."""
    return (
        timedelta(days=segment.days),
        segment.municipality,
        segment.area,
        segment.category,
        segment.language,
        segment.adults,
    )


def asker_of(row: asyncpg.Record) -> Asker:
    """Read who may be rung."""
    return Asker(RequestId(row["id"]), row["mark"], Language(row["language"]))


def text_of(given: Given) -> str:
    """Write what is sealed."""
    return json.dumps({"phone": given.phone, "name": given.name})


def given_of(text: str, language: str) -> Given:
    """Read what was sealed."""
    said = json.loads(text)
    return Given(said["phone"], said["name"], Language(language))


def counted_of(rows: Iterable[asyncpg.Record]) -> Counted:
    """Add up the people of one round."""
    results: Counter[Result] = Counter()
    waiting = due = 0
    for row in rows:
        if row["result"] is None:
            waiting, due = row["people"], row["due"]
        else:
            results[Result(row["result"])] += row["people"]
    return results, waiting, due


def round_of(
    row: asyncpg.Record,
    about: Mapping[str, str] | SealingError | None,
    counts: Mapping[RoundId, Counted],
) -> Round:
    """Read a round; of one that is closed what was counted then."""
    kept = json.loads(row["results"]) if row["results"] else {}
    at_end = {Result(code): number for code, number in kept.items() if code in {*Result}}
    results, waiting, due = counts.get(row["id"], (at_end, kept.get("waiting", 0), 0))
    return Round(
        id=RoundId(row["id"]),
        source=Source(row["source"]),
        plan=_plan(json.loads(about["about"])) if isinstance(about, dict) else None,
        made_at=row["made_at"],
        ends_at=row["ends_at"],
        closed_at=row["closed_at"],
        due=due,
        waiting=waiting,
        results=results,
    )


def _plan(said: Mapping[str, str]) -> Plan:
    return Plan(
        title=said["title"],
        purpose=said["purpose"],
        basis=Basis(said["basis"]),
        whence=said["whence"],
        days=int(said["days"]),
        again_hours=int(said["again_hours"]),
    )


def held_of(row: asyncpg.Record | None) -> Held | None:
    """Read whom somebody holds."""
    if row is None:
        return None
    return Held(
        person_id=PersonId(row["id"]),
        round_id=RoundId(row["round_id"]),
        request_id=RequestId(row["request_id"]) if row["request_id"] else None,
        mark=row["mark"],
        language=Language(row["language"]),
        tries=row["tries"],
        call_id=CallId(row["call_id"]) if row["call_id"] else None,
    )
