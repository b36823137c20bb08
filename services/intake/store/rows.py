"""Between rows and values."""

import json
from collections.abc import Mapping

import asyncpg

from services.intake.domain.model import Answer, BoardLine, Request, RequestId, Unmatched
from services.intake.domain.words import Closure, State
from shared.contracts.words import Category, Language, UnmatchedReason, Urgency


def request_of(row: asyncpg.Record) -> Request:
    """Read a request."""
    return Request(
        id=RequestId(row["id"]),
        reference=row["reference"],
        version=row["version"],
        state=State(row["state"]),
        closure=Closure(row["closure"]) if row["closure"] else None,
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        language=Language(row["language"]),
        municipality=row["municipality"],
        created_at=row["created_at"],
    )


def unmatched_of(row: asyncpg.Record) -> Unmatched | None:
    """Read a notice from a row that may hold none."""
    if row["reason"] is None:
        return None
    return Unmatched(
        version=row["version"],
        reason=UnmatchedReason(row["reason"]),
        considered=row["considered"],
        asked=row["asked"],
        declined=row["declined"],
        at_their_cap=row["at_their_cap"],
    )


def board_line_of(row: asyncpg.Record) -> BoardLine:
    """Read a line of the board."""
    return BoardLine(
        id=RequestId(row["id"]),
        reference=row["reference"],
        state=State(row["state"]),
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        municipality=row["municipality"],
        waiting=row["waiting"],
        unmatched=unmatched_of(row),
    )


def subject_of(request_id: RequestId) -> str:
    """Name the subject under whose key a request's personal data is sealed."""
    return f"request/{request_id}"


def sealable(answer: Answer) -> str:
    """Write an answer as text to be sealed."""
    return json.dumps([answer.reference, answer.status_url, answer.state])


def answer_of(text: str) -> Answer:
    """Read an answer from unsealed text."""
    reference, status_url, state = json.loads(text)
    return Answer(reference, status_url, State(state))


def present(sealed: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """Leave out what was never given."""
    return {name: value for name, value in sealed.items() if value is not None}
