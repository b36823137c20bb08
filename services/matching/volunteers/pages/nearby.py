"""Which municipalities a volunteer may choose beside their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.matching.volunteers.rules import NEAR_KM
from shared.areas import Municipality, distance_km, municipalities
from shared.contracts.words import Category


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality and how far its centre is from the volunteer's own, as the crow flies."""

    code: str
    name: str
    kilometres: int


GROUPS: Final[Mapping[str, Sequence[Category]]] = {
    "errands": (Category.GROCERIES, Category.PHARMACY, Category.ERRAND_OTHER),
    "food": (Category.FOOD_AID, Category.SUPPLIES),
    "daily": (
        Category.TRANSPORT,
        Category.PET_CARE,
        Category.DIGITAL_SUPPORT,
        Category.CARER_RELIEF,
    ),
    "company": (
        Category.PHONE_COMPANY,
        Category.OUTDOOR_COMPANY,
        Category.EXERCISE,
        Category.CULTURE_CREATIVE,
    ),
    "other": (Category.ADVICE,),
}
"""Kinds of help as they stand together on the page."""


def neighbours(home: Municipality, language: str) -> Sequence[Neighbour]:
    """List what is near, the nearest first."""
    found = [
        Neighbour(each.code, each.name(language), round(distance_km(home, each)))
        for each in municipalities().values()
        if each.code != home.code and distance_km(home, each) <= NEAR_KM
    ]
    return sorted(found, key=lambda each: (each.kilometres, each.name))
