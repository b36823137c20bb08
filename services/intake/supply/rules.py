"""What may be claimed on the phone, and about what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from shared.contracts.words import Language, Urgency
from shared.reach_points import ReachKind, ReachPoint

FRESH: Final = timedelta(minutes=65)
"""Matching says it again each half an hour: after this it went silent, and nothing is claimed."""


@dataclass(frozen=True, slots=True)
class About:
    """What the screen of a call says so far, as far as somebody can expect anything of it."""

    town: str
    need: str
    """Empty where several are asked of one helper: those who do all of it are not counted."""
    urgency: Urgency | None
    points: Sequence[ReachPoint]


def about(fields: Mapping[str, str], municipality_of: Callable[[str], str | None]) -> About | None:
    """Read what is typed; None before there are a need and a place."""
    needs = {*fields.get("category", "").split(), *fields.get("also", "").split()}
    town = municipality_of(fields.get("postal_code", ""))
    if not needs or town is None:
        return None
    need = needs.pop() if len(needs) == 1 else ""
    urgency = fields.get("urgency", "")
    return About(town, need, Urgency(urgency) if urgency in {*Urgency} else None, _points(fields))


def _points(fields: Mapping[str, str]) -> Sequence[ReachPoint]:
    """Give by what they would hear: what is not ticked as safe is none."""
    email, is_safe = fields.get("email", ""), fields.get("may_write") == "yes"
    return (ReachPoint(ReachKind.EMAIL, email, Language.FINNISH),) if email and is_safe else ()
