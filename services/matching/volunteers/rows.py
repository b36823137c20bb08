"""Rows become volunteers, helpers and places."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from uuid import UUID

import asyncpg

from services.matching.engine.model import Helper, Place, Vetting, minute_of
from services.matching.volunteers.model import (
    Contact,
    Offer,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from services.matching.volunteers.ports import UnreadableVolunteerError
from services.matching.volunteers.rules import UnreachableError, letter_point
from shared.activation import Activation
from shared.areas import coordinates_of
from shared.contracts.words import Category, Language
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.errors import SealingError

_CATEGORIES: Final[Mapping[str, Category]] = {each: each for each in Category}
_LANGUAGES: Final[Mapping[str, Language]] = {each: each for each in Language}


def home_of(postal_code: str) -> asyncpg.Point | None:
    """Give the point of a postal code; None when it is nowhere known."""
    found = coordinates_of(postal_code)
    return asyncpg.Point(found.longitude, found.latitude) if found else None


def place_at(home: asyncpg.Point | None) -> Place | None:
    """Read a stored point."""
    return Place.at(home.y, home.x) if home is not None else None


def subject_of(volunteer_id: UUID) -> str:
    """Name whose key seals a volunteer's contact data."""
    return f"volunteer/{volunteer_id}"


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
    """Share equal sets between a million volunteers; codes of a later version count for nobody."""
    return frozenset(each for each in map(_CATEGORIES.get, codes) if each)


@lru_cache(maxsize=64)
def _languages(codes: tuple[str, ...]) -> frozenset[Language]:
    return frozenset(each for each in map(_LANGUAGES.get, codes) if each)


@lru_cache(maxsize=4096)
def _areas(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes)


@lru_cache(maxsize=4096)
def _hours(bits: bytes) -> int:
    """Read a bit string: its first bit is hour 0."""
    return int(f"{int.from_bytes(bits):0168b}"[::-1], 2)


def sealed_of(rows: Sequence[asyncpg.Record]) -> dict[str, bytes]:
    """Give what is sealed in the rows of one person, one for each reach point, by its field."""
    points = {row["kind"]: row["address"] for row in rows if row["kind"] is not None}
    return {"name": rows[0]["name"], **points}


def contact_of(rows: Sequence[asyncpg.Record], opened: Mapping[str, str]) -> Contact:
    """Read someone's contact data of their rows and of what was sealed in them."""
    points = (
        ReachPoint(
            kind=ReachKind(row["kind"]),
            address=opened[row["kind"]],
            language=Language(row["language"]),
            may_leave_message=row["may_leave_message"],
            is_verified=row["is_verified"],
        )
        for row in rows
        if row["kind"] is not None
    )
    return Contact(opened["name"], tuple(points))


def contact_or_error(
    rows: Sequence[asyncpg.Record], opened: Mapping[str, str] | SealingError
) -> Contact | UnreadableVolunteerError:
    """Read someone's contact data, or say what keeps a letter from being written to them."""
    if isinstance(opened, SealingError):
        return UnreadableVolunteerError(type(opened).__name__)
    try:
        contact = contact_of(rows, opened)
        letter_point(contact)
    except (KeyError, ValueError, UnreachableError) as error:
        return UnreadableVolunteerError(type(error).__name__)
    return contact


def volunteer_of(row: asyncpg.Record) -> Volunteer:
    """Read a volunteer."""
    offer = Offer(
        postal_code=row["postal_code"],
        municipality=row["municipality"],
        areas=tuple(row["areas"]),
        languages=tuple(each for each in map(_LANGUAGES.get, row["languages"]) if each),
        categories=tuple(each for each in map(_CATEGORIES.get, row["categories"]) if each),
        weekly_cap=row["weekly_cap"],
    )
    return Volunteer(
        id=VolunteerId(row["id"]),
        state=VolunteerState(row["state"]),
        offer=offer,
        activation=Activation(row["activation_id"], row["exercise"]),
        paused_until=row.get("paused_until"),
    )
