"""What is not for volunteers, and why: a person takes it on instead."""

from collections.abc import Callable, Mapping
from typing import Final

from services.intake.submissions.model import Plea, Reserved
from shared.contracts.words import SENSITIVE_CATEGORIES

_HOLDS: Final[Mapping[Reserved, Callable[[Plea], bool]]] = {
    Reserved.SENSITIVE: lambda plea: not SENSITIVE_CATEGORIES.isdisjoint(plea.needs),
    Reserved.ADDRESS_SECRET: lambda plea: plea.circumstances.address_secret,
    Reserved.CHILD_ALONE: lambda plea: not plea.on_behalf and plea.circumstances.under_18 is True,
    Reserved.NO_CHANNEL: lambda plea: not any(point.is_safe for point in plea.reach_points),
}


def may_go_to_partner(plea: Plea) -> bool:
    """Say whether an organisation is asked without anybody asking them again: by their word only.

    Where an address is secret, a child asks alone or nobody can be reached, a person decides.
    """
    return plea.may_be_referred and why_reserved(plea) <= {Reserved.SENSITIVE}


def why_reserved(plea: Plea) -> frozenset[Reserved]:
    """Give every reason why no volunteer may know of a plea; empty: one may be asked."""
    return frozenset(reason for reason, holds in _HOLDS.items() if holds(plea))
