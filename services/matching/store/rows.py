"""Rows become values."""

from uuid import UUID

import asyncpg

from services.matching.domain.model import (
    Candidate,
    Match,
    MatchId,
    Need,
    Offer,
    RequestId,
    Volunteer,
    VolunteerId,
)
from services.matching.domain.words import (
    Category,
    Language,
    MatchState,
    NeedState,
    UnmatchedReason,
    Urgency,
    VolunteerState,
)


def subject_of(volunteer_id: UUID) -> str:
    """Name whose key seals a volunteer's contact data."""
    return f"volunteer/{volunteer_id}"


def need_of(row: asyncpg.Record) -> Need | None:
    """Read a need; None for one that ended before its details were heard."""
    if row["service_line"] is None:
        return None
    return Need(
        request_id=RequestId(row["request_id"]),
        service_line=row["service_line"],
        category=Category(row["category"]) if row["category"] else None,
        urgency=Urgency(row["urgency"]),
        municipality=row["municipality"],
        postal_code=row["postal_code"],
        language=Language(row["language"]),
        volunteer_allowed=row["volunteer_allowed"],
        state=NeedState(row["state"]),
        version=row["version"],
        reason=UnmatchedReason(row["reason"]) if row["reason"] else None,
    )


def candidate_of(row: asyncpg.Record) -> Candidate:
    """Read a candidate."""
    return Candidate(
        volunteer_id=VolunteerId(row["id"]),
        languages=frozenset(map(Language, row["languages"])),
        categories=frozenset(map(Category, row["categories"])),
        areas=frozenset(row["areas"]),
        weekly_cap=row["weekly_cap"],
        load=row["load"],
        asked_before=row["asked_before"],
        last_asked_at=row["last_asked_at"],
    )


def match_of(row: asyncpg.Record) -> Match:
    """Read a match."""
    return Match(
        id=MatchId(row["id"]),
        request_id=RequestId(row["request_id"]),
        volunteer_id=VolunteerId(row["volunteer_id"]),
        version=row["version"],
        state=MatchState(row["state"]),
        expires_at=row["expires_at"],
        lapsed=row["lapsed"],
        minutes=row["minutes"],
    )


def volunteer_of(row: asyncpg.Record) -> Volunteer:
    """Read a volunteer."""
    offer = Offer(
        language=Language(row["language"]),
        postal_code=row["postal_code"],
        municipality=row["municipality"],
        areas=tuple(row["areas"]),
        languages=tuple(map(Language, row["languages"])),
        categories=tuple(map(Category, row["categories"])),
        weekly_cap=row["weekly_cap"],
    )
    return Volunteer(VolunteerId(row["id"]), VolunteerState(row["state"]), offer)
