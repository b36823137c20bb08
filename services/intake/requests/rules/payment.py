"""How errands at a till are paid: the network's own ways, for helpers never touch money."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from shared.contracts.words import Category, Language


@dataclass(frozen=True, slots=True)
class PaymentWay:
    """One way to pay, in the words of who asks and of who helps."""

    code: str
    categories: frozenset[Category]
    asker: Mapping[Language, str]
    helper: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class PaymentWays:
    """The ways as the network's file has them."""

    ways: Sequence[PaymentWay]

    def offered(self, needs: Collection[str]) -> Sequence[PaymentWay]:
        """Give the ways to choose from; none where nothing is bought."""
        return [way for way in self.ways if not way.categories.isdisjoint(needs)]

    def known(self, code: str) -> PaymentWay | None:
        """Give what a code means; None for one that the file no longer has, or for no code."""
        return next((way for way in self.ways if way.code == code), None)
