"""Rows become values."""

from functools import lru_cache
from uuid import UUID

import asyncpg

from services.matching.domain.model import (
    Match,
    MatchId,
    Need,
    Offer,
    RequestId,
    Turn,
    Volunteer,
    VolunteerId,
)
from services.matching.domain.words import MatchState, NeedState, VolunteerState
from services.matching.engine.model import Helper, Vetting, minute_of
from services.matching.store.homes import place_at
from shared.contracts.words import Category, Language, UnmatchedReason, Urgency


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
        series_id=row["series_id"],
        cause=row["cause"],
    )


def turn_of(row: asyncpg.Record) -> Turn | None:
    """Read a need with all that was tried; None for one that has no details."""
    need = need_of(row)
    if need is None:
        return None
    return Turn(
        need=need,
        waited=row["waited"],
        open_now=row["open_now"],
        asked=frozenset(row["asked"]),
        declined=row["declined"],
        blocked=frozenset(row["blocked"]),
        usual=row["usual"],
    )


def helper_of(row: asyncpg.Record) -> Helper:
    """Read what the engine knows of a volunteer."""
    return Helper(
        number=row["number"],
        place=place_at(row["home"]),
        categories=_categories(tuple(row["categories"])),
        languages=_languages(tuple(row["languages"])),
        areas=_areas(tuple(row["areas"])),
        weekly_cap=row["weekly_cap"],
        radius_km=row["radius_km"],
        hours=_hours(row["hours"].bytes),
        vetting=Vetting(row["vetting"]),
        on_duty=row["on_duty"],
        in_person=row["in_person"],
        remote=row["remote"],
        at_night=row["at_night"],
        load=row["load"],
        rested_at=minute_of(row["rested_at"]),
        asked=row["asked"],
        accepted=row["accepted"],
    )


@lru_cache(maxsize=4096)
def _categories(codes: tuple[str, ...]) -> frozenset[Category]:
    """Share equal sets between a million volunteers."""
    return frozenset(map(Category, codes))


@lru_cache(maxsize=64)
def _languages(codes: tuple[str, ...]) -> frozenset[Language]:
    return frozenset(map(Language, codes))


@lru_cache(maxsize=4096)
def _areas(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes)


@lru_cache(maxsize=4096)
def _hours(bits: bytes) -> int:
    """Read a bit string: its first bit is hour 0."""
    return int(f"{int.from_bytes(bits):0168b}"[::-1], 2)


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
