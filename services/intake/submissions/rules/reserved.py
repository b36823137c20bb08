"""What is not for volunteers, and why: a person takes it on instead."""

from collections.abc import Callable, Mapping
from typing import Final

from services.intake.submissions.model import Plea, Reserved
from shared.contracts.words import SENSITIVE_CATEGORIES

_HOLDS: Final[Mapping[Reserved, Callable[[Plea], bool]]] = {
    Reserved.SENSITIVE: lambda plea: plea.category in SENSITIVE_CATEGORIES,
    Reserved.NO_CHANNEL: lambda plea: not plea.reach_points,
}


def why_reserved(plea: Plea) -> frozenset[Reserved]:
    """Give every reason why no volunteer may know of a plea; empty: one may be asked."""
    return frozenset(reason for reason, holds in _HOLDS.items() if holds(plea))
