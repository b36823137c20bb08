"""A row becomes a helper again."""

from collections.abc import Mapping
from typing import Any

from services.matching.engine.model import Helper, Place, Vetting
from services.matching.engine.rules.eligibility import TRAITS
from services.matching.engine.rules.index.columns import NO_RADIUS, Packer
from shared.contracts.words import SPOKEN, Category


def unpacked(row: Mapping[str, Any], packer: Packer) -> Helper:
    """Read a row."""
    bits = int(row["traits"])
    bit = iter(bool(bits >> at & 1) for at in range(len(TRAITS)))
    categories = frozenset(code for code in Category if next(bit))
    languages = frozenset(code for code in SPOKEN if next(bit))
    vetting = Vetting(sum(next(bit) for level in Vetting if level))
    in_person, remote, on_duty, at_night = (next(bit) for _ in range(4))
    placed = bool(row["placed"])
    return Helper(
        number=int(row["number"]),
        place=Place(*(float(row[axis]) for axis in "xyz")) if placed else None,
        categories=categories,
        languages=languages,
        areas=packer.areas.values[int(row["areas"])],
        weekly_cap=int(row["cap"]),
        radius_km=None if row["radius"] == NO_RADIUS else int(row["radius"]),
        hours=sum(int(row[f"hours{word}"]) << 64 * word for word in range(3)),
        vetting=vetting,
        on_duty=on_duty,
        in_person=in_person,
        remote=remote,
        at_night=at_night,
        load=int(row["load"]),
        rested_at=int(row["rested_at"]),
        asked=int(row["asked"]),
        accepted=int(row["accepted"]),
    )
