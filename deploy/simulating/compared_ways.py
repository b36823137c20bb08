"""The ways of asking by name."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from deploy.simulating.ask_rules import Rounds, Seats, Waves, Way, cheapest, fairest, nearest
from services.matching.engine.rules.policy import Policy
from shared.contracts.words import Urgency


def _each(value: float) -> Mapping[Urgency, float]:
    return MappingProxyType(dict.fromkeys(Urgency, value))


LIVE: Final = Policy(quiet_hours=None)
"""As an installation has it that changes nothing, but for quiet hours: requests come by day."""
_STEADY: Final = replace(LIVE, one_more_every=_each(0))
"""Never widens."""
_WIDE: Final = replace(
    LIVE,
    at_once=MappingProxyType({**LIVE.at_once, Urgency.TODAY: 4}),
    one_more_every=MappingProxyType({**LIVE.one_more_every, Urgency.TODAY: 2}),
)
"""The live policy set for a place with many volunteers of whom few say yes."""
_SINGLE: Final = replace(_STEADY, at_once=_each(1))
_UNCAPPED: Final = replace(_SINGLE, ask_limit=_each(float("inf")))
"""What the simple ways do: nobody counts how often someone is asked."""

WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        way.name: way
        for way in (
            Seats("recommended", LIVE, cheapest),
            Seats("recommended-wide", _WIDE, cheapest),
            Seats("one-at-a-time", _SINGLE, cheapest),
            Seats("nearest", _UNCAPPED, nearest),
            Rounds("broadcast-5", _UNCAPPED, nearest, 5),
            Rounds("broadcast-10", _UNCAPPED, nearest, 10),
            Waves("waves", _STEADY, fairest, 0.7),
        )
    }
)
OURS: Final = frozenset({"recommended", "recommended-wide", "one-at-a-time", "waves"})
"""Those that keep to the caps of the live policy."""
