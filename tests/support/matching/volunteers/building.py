"""Offers, people and forms, each with one bent line where a test needs it."""

from collections.abc import Sequence
from uuid import uuid4

from services.matching.volunteers.model import (
    Contact,
    Offer,
    SignUp,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from services.matching.volunteers.rules import mail_and_phone
from shared.activation import Activation
from shared.contracts.words import Category, Language
from tests.support.activations import ACTIVATION

MIKKELI, JUVA = "491", "178"


def offer(
    *,
    areas: Sequence[str] = (MIKKELI,),
    categories: Sequence[Category] = (Category.GROCERIES,),
    languages: Sequence[Language] = (Language.FINNISH,),
    weekly_cap: int = 2,
    postal_code: str = "50100",
) -> Offer:
    """Groceries in Mikkeli, in Finnish."""
    return Offer(
        postal_code=postal_code,
        municipality=areas[0],
        areas=tuple(areas),
        languages=tuple(languages),
        categories=tuple(categories),
        weekly_cap=weekly_cap,
    )


def contact(
    email: str | None = None,
    *,
    phone: str = "+358401234567",
    language: Language = Language.FINNISH,
) -> Contact:
    """Someone, with an address of their own."""
    mail = email or f"{uuid4().hex}@example.org"
    return Contact("Veera Virtanen", mail_and_phone(mail, phone, language))


def sign_up(email: str | None = None, offered: Offer | None = None) -> SignUp:
    """Give a form that passed, with a number of their own."""
    phone = f"+35840{uuid4().int % 10**7:07}"
    return SignUp(contact(email, phone=phone), offered or offer())


def newcomer(offered: Offer | None = None, activation: Activation = ACTIVATION) -> Volunteer:
    """Give someone who applied, with an id of their own."""
    volunteer_id = VolunteerId(uuid4())
    return Volunteer(volunteer_id, VolunteerState.APPLIED, offered or offer(), activation)
