"""The public form: one question a page, in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.contracts.words import Category


class Step(StrEnum):
    """A page of the form that asks something; the values are the slugs."""

    NEED = "tarve"
    URGENCY = "kiireellisyys"
    WHERE = "paikka"
    CONTACT = "yhteystiedot"
    WORDS = "kerro"


FIELDS_OF: Final[Mapping[Step, tuple[str, ...]]] = {
    Step.NEED: ("category",),
    Step.URGENCY: ("urgency",),
    Step.WHERE: ("postal_code", "street", "area_note"),
    Step.CONTACT: ("phone", "phone_abroad", "language", "first_name", "email"),
    Step.WORDS: ("text", "on_behalf"),
}
TRAP: Final = "website"
"""A field that people do not see; what fills it in is a machine, or a helpful browser."""
OWN: Final = "own_device"
"""A box beside every question: the answers may stay for a day."""
_ORDER: Final = tuple(Step)
_ASKED_BY_PRESENCE: Final[Mapping[Step, str]] = {
    step: names[0] for step, names in FIELDS_OF.items()
} | {Step.WORDS: "on_behalf"}


@dataclass(frozen=True, slots=True)
class Group:
    """Categories that belong together on the page."""

    name: str
    categories: tuple[Category, ...]


GROUPS: Final = (
    Group("errands", (Category.GROCERIES, Category.PHARMACY, Category.ERRAND_OTHER)),
    Group("food", (Category.FOOD_AID, Category.SUPPLIES)),
    Group("daily", (Category.TRANSPORT, Category.PET_CARE, Category.DIGITAL_SUPPORT)),
    Group(
        "company",
        (
            Category.PHONE_COMPANY,
            Category.OUTDOOR_COMPANY,
            Category.EXERCISE,
            Category.CULTURE_CREATIVE,
        ),
    ),
    Group("family", (Category.FAMILY_SUPPORT, Category.YOUTH_WORK, Category.CARER_RELIEF)),
    Group(
        "wellbeing",
        (
            Category.MENTAL_WELLBEING,
            Category.SUBSTANCE_SUPPORT,
            Category.CRISIS_SUPPORT,
        ),
    ),
    Group("other", (Category.ADVICE,)),
)


def number_of(step: Step) -> int:
    """Say which question it is, counted with the one about danger that comes before."""
    return _ORDER.index(step) + 2


QUESTIONS: Final = len(_ORDER) + 1


def step_before(step: Step) -> Step | None:
    """Give the question before; None before the first."""
    place = _ORDER.index(step)
    return _ORDER[place - 1] if place else None


def first_unanswered(fields: Mapping[str, str]) -> Step | None:
    """Give the first question without an answer; None when the form is full."""
    return next((step for step in _ORDER if not fields.get(_ASKED_BY_PRESENCE[step])), None)
