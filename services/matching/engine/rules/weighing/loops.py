"""The formula for one row of a loop that is compiled.

Written out: calls of its compiled parts make a whole search half as long again.
"""

from services.matching.engine.rules.weighing import formula


def cost(  # noqa: PLR0913, PLR0917  # plain numbers: a compiled loop has no records
    asked: float,
    accepted: float,
    share: float,
    km: float,
    recent: float,
    price: float,
    lost: float,
) -> float:
    """Say what asking costs; `lost` is what an ask in vain costs at this urgency."""
    accepts = (accepted + formula.PRIOR_ACCEPTED) / (asked + formula.PRIOR_ASKED)
    straight = accepts - formula.CHANCE_LOST_A_KM * km - formula.CHANCE_LOST_AN_ASK * recent
    chance = min(max(straight, formula.LEAST_CHANCE), formula.MOST_CHANCE)
    return float(
        lost * (1.0 - chance)
        + formula.MINUTES_A_KM * km
        + formula.MINUTES_OF_LOAD * share
        + formula.MINUTES_AN_ASK * recent
        + price
    )


def least_cost(accepts: float, km: float, lost: float) -> float:
    """Say what asking costs at least, of someone idle and not asked lately."""
    straight = accepts - formula.CHANCE_LOST_A_KM * km
    chance = min(max(straight, formula.LEAST_CHANCE), formula.MOST_CHANCE)
    return lost * (1.0 - chance) + formula.MINUTES_A_KM * km
