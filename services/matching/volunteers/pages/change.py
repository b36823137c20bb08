"""A member changes what they said: by their own link, without consenting anew."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.matching.volunteers.model import Contact, SignUp, Volunteer
from services.matching.volunteers.pages.nearby import neighbours
from services.matching.volunteers.pages.offer import Fields, Form, as_stored, offer_page
from services.matching.volunteers.rules import read_sign_up
from services.matching.volunteers.use_cases.sign_up import ChangeMembers
from shared.areas import Municipality, municipalities, municipality_of
from shared.contracts.words import Language
from shared.fields.phone import readable
from shared.fields.postal_code import as_postal_code
from shared.reach_points import ReachKind
from shared.web.forms import (
    SWITCH,
    Problem,
    UnknownLinkError,
    by_link,
    go_to,
    page_of_link,
    problems_on_page,
    typed_lists,
)
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/vapaaehtoinen/hallinta/{token}/tiedot", include_in_schema=False
)

AtChange = Annotated[ChangeMembers, Depends(use_case(ChangeMembers))]

GONE: Final = "volunteers/no_member.html"
UNKNOWN_PLACE: Final = Problem("postal_code", "problem.postal_code.unknown")
OTHER_MAIL: Final = Problem("email", "problem.email.other")
FULL_WEEK: Final = Problem("weekly_cap", "problem.weekly_cap.held")


@router.get("")
async def show(
    request: Request, language: Language, token: str, at: AtChange, postal_code: str = ""
) -> Response:
    """Show what they said; with another postal code, the neighbours of that place."""
    member, contact = by_link(await at.show_member(token), GONE)
    moved = as_postal_code(postal_code)
    is_known = municipality_of(moved) is not None
    values = {**_said(member, contact), **({"postal_code": (moved,)} if is_known else {})}
    problems = (UNKNOWN_PLACE,) if postal_code and not is_known else ()
    return _page(request, language, Form(_home(values, member), values, problems), token, contact)


@router.post("")
async def change(request: Request, language: Language, token: str, at: AtChange) -> Response:
    """Take it in, or say what is wrong and keep what was typed."""
    member, contact = by_link(await at.show_member(token), GONE)
    typed = _typed(await typed_lists(request), member, contact)
    home = _home(typed, member)
    if SWITCH in typed:
        return _page(request, language, Form(home, typed), token, contact)
    near = [each.code for each in neighbours(home, language)]
    read = read_sign_up(as_stored(typed, _first(typed, "postal_code")), home.code, near, language)
    if isinstance(read, SignUp):
        problems = await _taken_in(at, token, read)
    else:
        problems = problems_on_page(read)
    if problems:
        return _page(request, language, Form(home, typed, problems), token, contact)
    return go_to(f"{page_of_link(request, token)}?tehty=muutettu")


async def _taken_in(at: ChangeMembers, token: str, read: SignUp) -> tuple[Problem, ...]:
    if not await at.owns(token, read.contact.address(ReachKind.EMAIL)):
        return (OTHER_MAIL,)
    is_changed = await at.change_member(token, read)
    if is_changed is None:
        raise UnknownLinkError(GONE)
    return () if is_changed else (FULL_WEEK,)


def _said(member: Volunteer, contact: Contact | None) -> Fields:
    """Give what they said as the form's fields; a number they have given needs no second look."""
    offer = member.offer
    phone = readable(contact.address(ReachKind.PHONE)) if contact else ""
    return {
        "postal_code": (offer.postal_code,),
        "areas": offer.areas,
        "categories": offer.categories,
        "languages": offer.languages,
        "weekly_cap": (str(offer.weekly_cap),),
        "name": (contact.name if contact else "",),
        "email": (contact.address(ReachKind.EMAIL) if contact else "",),
        "phone": (phone,),
        "phone_abroad": (phone,),
    }


def _typed(fields: Fields, member: Volunteer, contact: Contact | None) -> Fields:
    """Give what was typed; the address that they are found by stays where it can be read."""
    code = as_postal_code(_first(fields, "postal_code"))
    kept = {"postal_code": (code if municipality_of(code) else member.offer.postal_code,)}
    if contact is not None:
        kept["email"] = (contact.address(ReachKind.EMAIL),)
    return {**fields, **kept, "consent": ("yes",)}


def _home(fields: Fields, member: Volunteer) -> Municipality:
    found = municipality_of(_first(fields, "postal_code"))
    return found or municipalities()[member.offer.municipality]


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _page(
    request: Request, language: Language, form: Form, token: str, contact: Contact | None
) -> Response:
    back = page_of_link(request, token)
    return offer_page(
        request,
        language,
        form,
        "volunteers/change.html",
        back=back,
        here=f"{back}/tiedot",
        asks_mail=contact is None,
    )
