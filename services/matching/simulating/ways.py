"""The ways of asking by name."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from services.matching.domain.policy import Policy
from services.matching.domain.words import Urgency
from services.matching.simulating.asking import (
    Rounds,
    Seats,
    Waves,
    Way,
    cheapest,
    fairest,
    nearest,
)


def _each(value: float) -> Mapping[Urgency, float]:
    return MappingProxyType(dict.fromkeys(Urgency, value))


LIVE: Final = Policy()
"""As an installation has it that changes nothing."""
_STEADY: Final = replace(LIVE, one_more_every=_each(0))
_SINGLE: Final = replace(_STEADY, at_once=_each(1))
_UNCAPPED: Final = replace(_SINGLE, most_recent_asks=_each(float("inf")))
"""What the simple ways do: nobody counts how often someone is asked."""

WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        way.name: way
        for way in (
            Seats("recommended", _STEADY, cheapest),
            Seats("recommended-phased", LIVE, cheapest),
            Seats("one-at-a-time", _SINGLE, cheapest),
            Seats("nearest", _UNCAPPED, nearest),
            Rounds("broadcast-5", _UNCAPPED, nearest, 5),
            Rounds("broadcast-10", _UNCAPPED, nearest, 10),
            Waves("waves", _STEADY, fairest, 0.9),
        )
    }
)
OURS: Final = frozenset({"recommended", "recommended-phased", "one-at-a-time", "waves"})
"""Those that keep to the caps of the live policy."""
