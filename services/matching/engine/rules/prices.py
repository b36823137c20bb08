"""Scarcity prices: what past batches taught about who is too few.

A need that is served alone takes the cheapest helper, though another need may have nobody else.
Had both come in one batch, the solver would have kept that helper, and its dual says what one
more like them would have been worth. Charged in advance, as a part of the cost, these duals make
deciding at once nearly as good as waiting for everyone: in the design's measurement ("0 s +
scarcity price", matching.md, section 0.3) they closed 42 to 87 % of the gap to knowing all needs.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import fsum, isfinite
from types import MappingProxyType
from typing import Final

from services.matching.engine.rules.weighing.formula import MOST_PRICE

WEIGHT: Final = 0.2
"""How much of the last batch goes into a price."""
LEAST_PRICE: Final = 0.01
"""A class that fell below is forgotten."""
ROUNDING: Final = 1e-6
"""A dual below is none."""
MOST_CLASSES: Final = 10_000
"""Of more, the cheapest are forgotten."""


class UnusablePriceError(ValueError):
    """A price is not a number."""


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of each class of helpers in minutes; no class costs more than `MOST_PRICE`.

    Charging them leaves nobody unserved: when a need is fitted in and others move over, the price
    of everyone who stays in use cancels out, so it costs one price at most.
    """

    by_class: Mapping[Hashable, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse what is not a number, and keep the others within bounds."""
        clamped = {key: _clamped(price) for key, price in self.by_class.items()}
        object.__setattr__(self, "by_class", MappingProxyType(_known(clamped)))

    def of(self, key: Hashable) -> float:
        """Give the price of a class; nothing while it was never scarce."""
        return self.by_class.get(key, 0.0)

    def learn(self, keys: Sequence[Hashable], duals: Sequence[float]) -> "Prices":
        """Move toward what a batch shows: the class and the dual of each helper who stood in it.

        The costs of that batch held these prices, which hide as much of the scarcity; so the price
        is added again to each dual that is left. Classes seen with none fall toward 0.
        """
        seen: dict[Hashable, list[float]] = {}
        for key, dual in zip(keys, duals, strict=True):
            left = _clamped(dual)
            seen.setdefault(key, []).append(
                _clamped(left + self.of(key)) if left > ROUNDING else 0.0
            )
        learned = {
            key: (1 - WEIGHT) * self.of(key) + WEIGHT * fsum(found) / len(found)
            for key, found in seen.items()
        }
        return Prices({**self.by_class, **learned})


def _clamped(price: float) -> float:
    if not isfinite(price):
        message = f"not a price: {price}"
        raise UnusablePriceError(message)
    return min(max(price, 0.0), MOST_PRICE)


def _known(prices: Mapping[Hashable, float]) -> dict[Hashable, float]:
    """Keep the classes that are worth knowing, the dearest if there are too many."""
    worth: Iterable[tuple[Hashable, float]] = (
        (key, price) for key, price in prices.items() if price >= LEAST_PRICE
    )
    if len(prices) > MOST_CLASSES:
        worth = nlargest(MOST_CLASSES, worth, key=lambda item: item[1])
    return dict(worth)
