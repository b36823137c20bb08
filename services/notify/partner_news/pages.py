"""What an organisation hears, and how it wants to: its pages, and the link that confirms."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.notify.endpoints.use_cases import KeepOwnEndpoints, receivers
from services.notify.partner_news.model import FORMS, LetterWish
from services.notify.partner_news.use_cases.choose import ChooseNews
from services.notify.subscriptions.model import Wishes
from services.notify.subscriptions.use_cases import wishes_of
from shared.contracts.partner_news import PARTNER_TYPES
from shared.contracts.words import Language, ServiceLine
from shared.web.forms import (
    Problem,
    by_link,
    go_to,
    problems_on_page,
    status_for,
    typed_lists,
)
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = APIRouter(
    prefix="/{language}/uutiset", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

News = Annotated[ChooseNews, Depends(use_case(ChooseNews))]
Endpoints = Annotated[KeepOwnEndpoints, Depends(use_case(KeepOwnEndpoints))]
IN_LETTERS: Final = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
"""What letters to organisations are written in."""
NOTHING: Final = Wishes(PARTNER_TYPES)
"""What the form begins with: everything."""


@router.get("/vahvista/{token}")
async def ask_confirmation(request: Request) -> Response:
    """Ask for a press: mail scanners open links, and must confirm nothing."""
    return render(request, "partner_news/confirm.html", is_done=False)


@router.post("/vahvista/{token}")
async def confirm(request: Request, token: str, at: News) -> Response:
    """Believe the address."""
    by_link(await at.confirm(token), "partner_news/unknown.html")
    return render(request, "partner_news/confirm.html", is_done=True)


@router.get("/{organisation_id}")
async def show(  # noqa: PLR0913, PLR0917  # the parts of the address and two use cases
    request: Request,
    language: Language,
    organisation_id: UUID,
    at: News,
    endpoints: Endpoints,
    done: Literal["chosen", "sent"] | None = None,
) -> Response:
    """Show what an organisation hears, and how."""
    return render(
        request,
        "partner_news/overview.html",
        200,
        organisation=organisation_id,
        wish=await at.wish_of(organisation_id),
        endpoints=await endpoints.all_of(organisation_id),
        news=await at.newest(organisation_id),
        every_type=len(PARTNER_TYPES),
        snippets=receivers(),
        done=done,
        **_words(request, language),
    )


@router.get("/{organisation_id}/kirjeet")
async def ask(request: Request, language: Language, organisation_id: UUID, at: News) -> Response:
    """Ask how it wants to hear."""
    wish = await at.wish_of(organisation_id)
    shown = wish or LetterWish(organisation_id, "daily", NOTHING, _written(language))
    places = ", ".join(name_of(code, language) for code in shown.wishes.municipalities)
    return _form(request, shown, places)


@router.post("/{organisation_id}/kirjeet")
async def choose(request: Request, language: Language, organisation_id: UUID, at: News) -> Response:
    """Keep how it wants to hear."""
    typed = await typed_lists(request)
    wishes, refused = wishes_of(typed, PARTNER_TYPES)
    said = {name: values[-1] for name, values in typed.items()}
    wish = LetterWish(
        organisation_id,
        next((form for form in FORMS if form == said.get("form")), "page"),
        wishes,
        _written(said.get("letter_language", language)),
        said.get("email", ""),
    )
    problems = problems_on_page(refused)
    if not problems and (wrong := await at.choose(wish)):
        problems = (Problem("email", f"problem.email.{wrong}"),)
    if problems:
        return _form(request, wish, ", ".join(typed.get("municipalities", ())), problems)
    kept = await at.wish_of(organisation_id)
    done = "sent" if kept and kept.address and not kept.is_confirmed else "chosen"
    return go_to(f"{address(request, 'own_news', organisation_id=organisation_id)}?done={done}")


@router.get("/{organisation_id}/tapahtumat/{event_id}")
async def show_event(
    request: Request, language: Language, organisation_id: UUID, event_id: UUID, at: News
) -> Response:
    """Show one piece of news, as far as an organisation may know."""
    found = await at.one(organisation_id, event_id)
    if found is None:
        raise HTTPException(404)
    return render(
        request,
        "partner_news/event.html",
        200,
        organisation=organisation_id,
        item=found,
        **_words(request, language),
    )


def _form(
    request: Request, wish: LetterWish, places: str, problems: tuple[Problem, ...] = ()
) -> Response:
    return render(
        request,
        "partner_news/choose.html",
        status_for(problems),
        organisation=wish.organisation,
        wish=wish,
        places=places,
        forms=FORMS,
        in_letters=IN_LETTERS,
        types=PARTNER_TYPES,
        lines=list(ServiceLine),
        problems=problems,
    )


def _written(text: str) -> Language:
    return next((each for each in IN_LETTERS if each == text), Language.FINNISH)


def _words(request: Request, language: Language) -> Mapping[str, object]:
    return {
        "say": Wording(catalogues_of(request), language).code,
        "place": lambda code: name_of(code, language),
    }
