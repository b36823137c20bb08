"""Who stands on a list reads what it said of them, and signs up or has it erased at once."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.matching.invitations.model import PAGE, Invited
from services.matching.invitations.use_cases import AnswerInvitations
from services.matching.volunteers.model import SignUp
from services.matching.volunteers.pages.join import shut_to
from services.matching.volunteers.pages.nearby import neighbours
from services.matching.volunteers.pages.offer import Fields, Form, as_stored, offer_page
from services.matching.volunteers.rules import USUAL_CAP, read_sign_up
from services.matching.volunteers.use_cases.sign_up import SignUpVolunteers
from shared.areas import Municipality, municipality_of
from shared.contracts.activation_words import Shut
from shared.contracts.words import Language
from shared.fields.phone import readable
from shared.fields.postal_code import as_postal_code
from shared.web.forms import (
    SWITCH,
    OwnPage,
    Problem,
    by_link,
    go_to,
    page_of_link,
    problems_on_page,
    status_for,
    typed_lists,
)
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix=f"/{{language}}/{PAGE}", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtInvitations = Annotated[AnswerInvitations, Depends(use_case(AnswerInvitations))]
AtSignUp = Annotated[SignUpVolunteers, Depends(use_case(SignUpVolunteers))]

GONE: Final = "volunteers/no_invitation.html"
UNKNOWN_PLACE: Final = Problem("postal_code", "problem.postal_code.unknown")


@router.get("/poistettu")
async def erased(request: Request) -> Response:
    """Say that it is done, to whoever just refused: their link opens nothing any more."""
    return render(request, "volunteers/invitation_erased.html")


async def own_invitation(token: str, at: AtInvitations) -> Invited:
    """Give what was said of whom the link leads to."""
    return by_link(await at.show_invitation(token), GONE)


Own = Annotated[Invited, Depends(own_invitation)]


@router.get("/{token}")
async def show(
    request: Request, language: Language, invited: Own, here: OwnPage, postal_code: str = ""
) -> Response:
    """Show the form as the list would fill it in; opening it changes nothing."""
    said = _said(invited, language)
    moved = as_postal_code(postal_code)
    is_known = municipality_of(moved) is not None
    values = {**said, **({"postal_code": (moved,)} if is_known else {})}
    problems = (UNKNOWN_PLACE,) if postal_code and not is_known else ()
    return _page(request, invited, values, problems, here)


@router.post("/{token}")
async def sign_up(
    request: Request, language: Language, token: str, invited: Own, at: AtSignUp
) -> Response:
    """Keep the application as any other, or say what is wrong and keep what was typed."""
    typed, here = await typed_lists(request), page_of_link(request, token)
    home = _home(typed)
    if home is None or SWITCH in typed:
        problems = () if home else (UNKNOWN_PLACE,)
        return _page(request, invited, typed, problems, here)
    near = [each.code for each in neighbours(home, language)]
    read = read_sign_up(as_stored(typed, _code(typed)), home.code, near, language)
    if not isinstance(read, SignUp):
        return _page(request, invited, typed, problems_on_page(read), here)
    shut = await shut_to(at, read, token)
    thanks = go_to(f"/{language}/vapaaehtoinen/liity/kiitos")
    return _page(request, invited, typed, (), here, shut) if shut else thanks


@router.post("/{token}/ei")
async def refuse(language: Language, token: str, at: AtInvitations) -> Response:
    """Erase what the list said of them, at once."""
    by_link(await at.refuse(token), GONE)
    return go_to(f"/{language}/{PAGE}/poistettu")


def _said(invited: Invited, language: Language) -> Fields:
    """Give what a list said as the form's fields; a number of theirs needs no second look."""
    phone = readable(invited.phone) if invited.phone else ""
    return {
        "postal_code": (invited.postal_code,),
        "areas": invited.areas,
        "categories": invited.categories,
        "languages": invited.languages or (language.spoken,),
        "weekly_cap": (invited.weekly_cap or str(USUAL_CAP),),
        "name": (invited.name,),
        "email": (invited.email,),
        "phone": (phone,),
        "phone_abroad": (phone,),
    }


def _code(fields: Fields) -> str:
    return as_postal_code(next(iter(fields.get("postal_code", ())), ""))


def _home(fields: Fields) -> Municipality | None:
    return municipality_of(_code(fields))


def _page(  # noqa: PLR0913, PLR0917  # what the page shows
    request: Request,
    invited: Invited,
    values: Fields,
    problems: tuple[Problem, ...],
    here: str,
    shut: Shut | None = None,
) -> Response:
    """Show the form; where no list said where they live, first ask for that."""
    told = {"organisation": invited.organisation, "here": here}
    home = _home(values)
    if home is not None:
        form = Form(home, values, problems, shut)
        language = Language(request.path_params["language"])
        return offer_page(request, language, form, "volunteers/invited.html", **told)
    return render(
        request,
        "volunteers/invited_from.html",
        status_for(problems),
        values=values,
        problems=problems,
        **told,
    )
