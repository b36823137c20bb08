"""The programme for anybody: what is to come, one of it, and that one would like to come."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.matching.programme.model import Planned
from services.matching.programme.use_cases.show import ShowProgramme
from shared.contracts.words import Language
from shared.web.forms import by_link, go_to, lead_to_language
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

HERE: Final = "/ohjelma"
router = APIRouter(include_in_schema=False)
lead_to_language(router, HERE)

AtProgramme = Annotated[ShowProgramme, Depends(use_case(ShowProgramme))]
Said = Literal["", "kylla", "ei"]
UNKNOWN: Final = "programme/unknown.html"


async def shown_plan(plan_id: UUID, at: AtProgramme) -> Planned:
    """Show one of the programme."""
    return by_link(await at.one(plan_id), UNKNOWN)


ShownPlan = Annotated[Planned, Depends(shown_plan)]


@router.get("/{language}/ohjelma", dependencies=[IN_ITS_LANGUAGE])
async def programme(request: Request, at: AtProgramme) -> Response:
    """Show what is to come."""
    planned = await at.programme()
    return _page(request, "programme/list.html", planned=planned, funders=at.who_pays(planned))


@router.get("/ohjelma.ics")
async def calendar(request: Request, at: AtProgramme) -> Response:
    """Give it as a calendar to programs, which ask for no language."""
    return await _calendar(request, Language.FINNISH, at)


@router.get("/{language}/ohjelma.ics")
async def calendar_in(request: Request, language: Language, at: AtProgramme) -> Response:
    """Give it with links to the pages in a language."""
    return await _calendar(request, language, at)


@router.get("/{language}/ohjelma/{plan_id}", dependencies=[IN_ITS_LANGUAGE])
async def one(request: Request, planned: ShownPlan, at: AtProgramme, tulen: Said = "") -> Response:
    """Show one, and who pays for it; looking counts nobody."""
    return _page(
        request,
        "programme/one.html",
        planned=planned,
        funders=at.who_pays([planned]),
        said=tulen,
        is_open=not planned.is_cancelled
        and planned.starts_at > at.now()
        and planned.seats_left != 0,
    )


@router.post("/{language}/ohjelma/{plan_id}", dependencies=[IN_ITS_LANGUAGE])
async def come(language: Language, planned: ShownPlan, at: AtProgramme) -> Response:
    """Count one who would like to come, without asking who they are."""
    is_counted = await at.come(planned.id)
    return go_to(f"/{language}{HERE}/{planned.id}?tulen={'kylla' if is_counted else 'ei'}")


async def _calendar(request: Request, language: Language, at: ShowProgramme) -> Response:
    name = catalogues_of(request).text(language, "programme.title")
    written = at.feed(await at.programme(), name, language)
    return Response(written, media_type="text/calendar; charset=utf-8")


def _page(request: Request, template: str, **context: object) -> Response:
    language = language_of(request)
    wording, place = Wording(catalogues_of(request), language), partial(name_of, language=language)
    return render(request, template, HTTPStatus.OK, wording=wording, place=place, **context)
