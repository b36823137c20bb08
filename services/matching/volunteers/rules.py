"""The form of a volunteer, every field read and taken or refused; what a link is good for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final, TypeVar

from services.matching.volunteers.model import (
    Confirmation,
    Contact,
    Offer,
    SignUp,
    Standing,
    VolunteerState,
)
from shared.contracts.words import SPOKEN, VOLUNTEER_CATEGORIES, Category, Language
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.fields.phone import wrong_phone
from shared.fields.problem import Problem
from shared.fields.text import one_line, wrong_name
from shared.reach_points import ReachKind, ReachPoint, reached_by_letter

NEAR_KM: Final = 40.0
"""How far away a municipality may lie and still be offered as a neighbour."""
LINKS_AN_HOUR: Final = 3
LINKS_A_DAY: Final = 6
"""So asking for links is no way to flood somebody's mailbox."""
_HOUR: Final = timedelta(hours=1)
LOWEST_CAP, HIGHEST_CAP, USUAL_CAP = 1, 7, 2


FOR_VOLUNTEERS: Final = tuple(code for code in Category if code in VOLUNTEER_CATEGORIES)


class UnreachableError(Exception):
    """Notify cannot carry a letter to any of someone's reach points."""


Fields = Mapping[str, Sequence[str]]
Code = TypeVar("Code", bound=StrEnum)


def read_sign_up(
    fields: Fields, home: str, neighbours: Collection[str], language: Language
) -> SignUp | tuple[Problem, ...]:
    """Make a sign-up of raw fields, or say everything that is wrong, in the page's order.

    `home` is the volunteer's own municipality, by their postal code; `neighbours` are the others
    they may choose; `language` is that of the page.
    """
    points = mail_and_phone(mail_address(_text(fields, "email")), _text(fields, "phone"), language)
    contact = Contact(_text(fields, "name"), points)
    offer = Offer(
        postal_code=_text(fields, "postal_code"),
        municipality=home,
        areas=(home, *sorted(set(fields.get("areas", ())) & set(neighbours) - {home})),
        languages=_codes(fields, "languages", SPOKEN),
        categories=_codes(fields, "categories", FOR_VOLUNTEERS),
        weekly_cap=_cap(_text(fields, "weekly_cap")),
    )
    confirmed = _text(fields, "phone_abroad")
    problems = _problems(contact, offer, confirmed, consents=_text(fields, "consent") == "yes")
    return problems or SignUp(contact, offer)


def _problems(
    contact: Contact, offer: Offer, confirmed: str, *, consents: bool
) -> tuple[Problem, ...]:
    codes = {
        "categories": None if offer.categories else "missing",
        "languages": None if offer.languages else "missing",
        "weekly_cap": None if offer.weekly_cap else "invalid",
        "name": wrong_name(contact.name) if contact.name else "missing",
        "email": _wrong_address(contact.address(ReachKind.EMAIL)),
        "phone": _wrong_phone(contact.address(ReachKind.PHONE), confirmed),
        "consent": None if consents else "missing",
    }
    return tuple(Problem(field, code) for field, code in codes.items() if code)


def _text(fields: Fields, name: str) -> str:
    return one_line(next(iter(fields.get(name, ())), ""))


def _codes(fields: Fields, name: str, known: Sequence[Code]) -> tuple[Code, ...]:
    given = set(fields.get(name, ()))
    return tuple(code for code in known if code in given)


def _cap(text: str) -> int:
    """Read the number of tasks a week; 0 when it is not one we offer."""
    known = {str(number): number for number in range(LOWEST_CAP, HIGHEST_CAP + 1)}
    return known.get(text, 0)


def _wrong_address(email: str) -> str | None:
    if not email:
        return "missing"
    return "invalid" if wrong_mail_address(email) else None


def _wrong_phone(phone: str, confirmed: str) -> str | None:
    return wrong_phone(phone, confirmed) if phone else None


def mail_and_phone(email: str, phone: str, language: Language) -> tuple[ReachPoint, ...]:
    """Give the reach points of someone who gave these; they may have no phone."""
    given = {ReachKind.EMAIL: email, ReachKind.PHONE: phone}
    return tuple(ReachPoint(kind, address, language) for kind, address in given.items() if address)


def letter_point(contact: Contact) -> ReachPoint:
    """Give the reach point that letters go to; raises UnreachableError when there is none."""
    found = reached_by_letter(contact.reach_points)
    if found is None:
        raise UnreachableError
    return found


def standing_of(found: Confirmation | None) -> Standing:
    """Say what a confirmation link is good for."""
    if found is None:
        return Standing.UNKNOWN
    if found.volunteer.state in {VolunteerState.PAUSED, VolunteerState.SET_ASIDE}:
        return Standing.RESTING
    if found.volunteer.state is not VolunteerState.APPLIED:
        return Standing.DONE
    return Standing.EXPIRED if found.expired else Standing.READY


def may_send_link(ages: Sequence[timedelta]) -> bool:
    """Say whether one more link may be mailed; `ages` are those of the last day."""
    within_hour = sum(age < _HOUR for age in ages)
    return within_hour < LINKS_AN_HOUR and len(ages) < LINKS_A_DAY
