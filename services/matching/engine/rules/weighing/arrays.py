"""The formula for whole columns: the same steps in the same order, by numpy."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from services.matching.engine.rules.index.columns import Array
from services.matching.engine.rules.weighing.formula import (
    CHANCE_LOST_A_KM,
    CHANCE_LOST_AN_ASK,
    LEAST_CHANCE,
    MINUTES_A_KM,
    MINUTES_AN_ASK,
    MINUTES_OF_LOAD,
    MOST_CHANCE,
    PRIOR_ACCEPTED,
    PRIOR_ASKED,
)

COUNTED: Final = ("asked", "accepted", "load", "cap")
"""The columns of a helper that the formula reads."""


def habits(columns: Mapping[str, Array] | Array) -> Array:
    """Estimate how readily each accepts."""
    ready: Array = (columns["accepted"] + PRIOR_ACCEPTED) / (columns["asked"] + PRIOR_ASKED)
    return ready


def chances(accepts: Array, kms: Array, recents: Array | float) -> Array:
    """Estimate the chance of a yes of each."""
    straight = accepts - CHANCE_LOST_A_KM * kms - CHANCE_LOST_AN_ASK * recents
    bounded: Array = np.minimum(np.maximum(straight, LEAST_CHANCE), MOST_CHANCE)
    return bounded


def costs(
    columns: Mapping[str, Array], kms: Array, recents: Array, prices: Array, lost: float
) -> Array:
    """Say what asking each costs; `lost` is what an ask in vain costs at this urgency."""
    waiting = lost * (1.0 - chances(habits(columns), kms, recents))
    load = MINUTES_OF_LOAD * (columns["load"] / columns["cap"])
    return waiting + MINUTES_A_KM * kms + load + MINUTES_AN_ASK * recents + prices


def least_costs(accepts: Array, kms: Array, lost: float) -> Array:
    """Say what asking costs at least, of someone idle and not asked lately."""
    least: Array = lost * (1.0 - chances(accepts, kms, 0.0)) + MINUTES_A_KM * kms
    return least
