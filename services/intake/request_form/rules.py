"""The public form: one question a page, in this order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.intake.requests.model import RequestId
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.needs import chosen_in
from services.intake.submissions.rules.plea import AGE_MATTERS, PAID, wrong_together
from services.intake.submissions.rules.ways import is_on_behalf
from shared.contracts.words import SENSITIVE_CATEGORIES, Category
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, Whose


class Step(StrEnum):
    """A page of the form that asks something; the values are the slugs."""

    WHOM = "kenelle"
    ASKER = "pyytaja"
    NEED = "tarve"
    AGE = "ika"
    PAYMENT = "maksu"
    URGENCY = "kiireellisyys"
    WHERE = "paikka"
    CONTACT = "yhteystiedot"
    WORDS = "kerro"


SAME_HELPER: Final = "same_helper"
"""A box that is there where the same is asked for again, and somebody helped."""
AGAIN_OF: Final = "again_of"
"""What a draft knows and no page has a field for: nobody names another person's request."""
FIELDS_OF: Final[Mapping[Step, tuple[str, ...]]] = {
    Step.WHOM: ("on_behalf",),
    Step.ASKER: (
        *("asker_name", "relation", "asker_phone", "asker_phone_abroad", "asker_email", "consent"),
    ),
    Step.NEED: ("category", "also"),
    Step.AGE: ("under_18",),
    Step.PAYMENT: ("payment",),
    Step.URGENCY: ("urgency", SAME_HELPER),
    Step.WHERE: ("postal_code", "address_secret", "street", "area_note"),
    Step.CONTACT: (
        *("phone", "phone_abroad", "may_ring", "may_text", "may_leave_message"),
        *("email", "may_write", "ask_at", "language", "first_name"),
    ),
    Step.WORDS: ("text", "may_be_referred"),
}
_ONLY_IF: Final[Mapping[Step, Callable[[Mapping[str, str]], bool]]] = {
    Step.ASKER: is_on_behalf,
    Step.AGE: lambda fields: not AGE_MATTERS.isdisjoint(chosen_in(fields)),
    Step.PAYMENT: lambda fields: not PAID.isdisjoint(chosen_in(fields)),
}
PERSONAL: Final = frozenset({Step.ASKER, Step.WHERE, Step.CONTACT, Step.WORDS})
"""Pages that ask what points to a person: there it is said how long answers stay."""
_ASKED_ON_THE_FORM: Final = ("under_18", "payment")
"""What other doors may leave out, and the page that asks it does not."""
TRAP: Final = "website"
"""A field that people do not see; what fills it in is a machine, or a helpful browser."""
OWN: Final = "own_device"
"""A box beside what points to a person: the answers may stay for a day."""


@dataclass(frozen=True, slots=True)
class Group:
    """Categories that belong together on the page."""

    name: str
    categories: tuple[Category, ...]


COMMON: Final = (
    Category.GROCERIES,
    Category.PHARMACY,
    Category.FOOD_AID,
    Category.TRANSPORT,
    Category.PHONE_COMPANY,
    Category.ERRAND_OTHER,
)
"""What most ask for: shown at once."""
GROUPS: Final = (
    Group("daily", (Category.DIGITAL_SUPPORT, Category.SUPPLIES, Category.PET_CARE)),
    Group("company", (Category.OUTDOOR_COMPANY, Category.EXERCISE, Category.CULTURE_CREATIVE)),
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
"""All others, behind one line that opens."""
IN_ORDER: Final = (*COMMON, *(category for group in GROUPS for category in group.categories))


def steps_for(fields: Mapping[str, str]) -> Sequence[Step]:
    """Give the pages that whoever answered this is shown, in their order."""
    return [step for step in Step if step not in _ONLY_IF or _ONLY_IF[step](fields)]


def number_of(step: Step, fields: Mapping[str, str]) -> int:
    """Say which question it is, counted with the one about danger that comes before."""
    steps = steps_for(fields)
    return steps.index(step) + 2 if step in steps else 1


def questions_for(fields: Mapping[str, str]) -> int:
    """Say how many questions there are, with the one about danger."""
    return len(steps_for(fields)) + 1


def step_before(step: Step, fields: Mapping[str, str]) -> Step | None:
    """Give the question before; None before the first."""
    before = [each for each in steps_for(fields) if list(Step).index(each) < list(Step).index(step)]
    return before[-1] if before else None


def missing_on(step: Step, fields: Mapping[str, str]) -> tuple[Problem, ...]:
    """Say what a page still wants in view of all answers."""
    names = FIELDS_OF[step]
    own = (
        Problem(name, "missing")
        for name in _ASKED_ON_THE_FORM
        if name in names and not fields.get(name)
    )
    return (*own, *(each for each in wrong_together(fields) if each.field in names))


def first_unanswered(fields: Mapping[str, str]) -> Step | None:
    """Give the first question without an answer; None when the form is full."""
    return next((step for step in steps_for(fields) if not _is_answered(step, fields)), None)


def is_child_alone(fields: Mapping[str, str]) -> bool:
    """Say whether somebody under 18 asks for themselves: they are shown whom to talk to first."""
    return fields.get("under_18") == "yes" and not is_on_behalf(fields)


def filled_again(plea: Plea) -> Mapping[str, str]:
    """Give the answers of a new form that is the same as last time: never words, nor how soon.

    Of somebody who was asked for nothing that points to a person is filled in, for both of them
    hold a link and neither need know the other's number; nor where a secret address is.
    """
    known, secret = plea.circumstances, plea.circumstances.address_secret
    told = {
        "on_behalf": "yes" if plea.on_behalf else "no",
        "category": plea.category,
        "also": " ".join(plea.also),
        "payment": known.payment,
        "under_18": "" if known.under_18 is None else _yes_or_no(is_so=known.under_18),
        "address_secret": "yes" if secret else "",
        "relation": known.relation or "",
    }
    place = {} if secret else {"postal_code": plea.postal_code}
    if plea.on_behalf:
        return {**told, **place}
    beside = {} if secret else {"street": plea.contact.street, "area_note": plea.contact.area_note}
    return {**told, **place, **beside, **_reached(plea)}


def filled_beside(plea: Plea) -> Mapping[str, str]:
    """Give the answers of a new form for something else: the same people, another need."""
    need = FIELDS_OF[Step.NEED]
    return {name: value for name, value in filled_again(plea).items() if name not in need}


def as_before(request_id: RequestId) -> Mapping[str, str]:
    """Give the answers by which whoever helped is asked first, until somebody unticks it."""
    return {AGAIN_OF: str(request_id), SAME_HELPER: "yes"}


def former_in(fields: Mapping[str, str]) -> RequestId | None:
    """Give the request whose helper is to be asked first; None where nobody wants that."""
    known = fields.get(AGAIN_OF) if fields.get(SAME_HELPER) == "yes" else None
    return RequestId(UUID(known)) if known else None


def offers_same_helper(fields: Mapping[str, str]) -> bool:
    """Say whether it is asked who helps: not where only the staff may know what is asked for."""
    return AGAIN_OF in fields and SENSITIVE_CATEGORIES.isdisjoint(chosen_in(fields))


def _reached(plea: Plea) -> Mapping[str, str]:
    points = {point.kind: point for point in plea.reach_points if point.whose is Whose.HELPED}
    phone, mail = points.get(ReachKind.PHONE), points.get(ReachKind.EMAIL)
    given = {kind: point.address for kind, point in points.items()}
    safe_at_phone = ("may_ring", "may_text", "may_leave_message")
    return {
        **dict.fromkeys(("phone", "email", "ask_at"), ""),
        **given,
        "phone_abroad": phone.address if phone and not phone.address.startswith("+358") else "",
        **{name: _yes_or_no(is_so=getattr(phone, name)) for name in safe_at_phone if phone},
        **({"may_write": _yes_or_no(is_so=mail.may_write)} if mail else {}),
        "language": plea.language,
        "first_name": plea.contact.first_name,
    }


def _yes_or_no(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _is_answered(step: Step, fields: Mapping[str, str]) -> bool:
    return FIELDS_OF[step][0] in fields and not missing_on(step, fields)
