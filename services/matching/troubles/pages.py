"""The page of what is set aside: what it is, since when, what broke, and two buttons."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import RedirectResponse

from services.matching.troubles.model import Kind
from services.matching.troubles.use_cases import FollowUpTroubles
from shared.contracts.words import Language
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, catalogues_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(
    prefix="/{language}/perustelut/syrjassa",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtTroubles = Annotated[FollowUpTroubles, Depends(use_case(FollowUpTroubles))]
OfKind = Annotated[str, Path(pattern=r"^[a-z_]{1,60}$")]
RowId = Annotated[str, Path(pattern=r"^[0-9A-Za-z_.:-]{1,100}$")]
Done = Literal["again", "let_go", "changed"]


@router.get("")
async def show(
    request: Request, language: Language, at: AtTroubles, done: Done | None = None
) -> Response:
    """Show what waits for somebody to decide."""
    return render(
        request,
        "troubles/troubles.html",
        overview=await at.show_troubles(),
        say=Wording(catalogues_of(request), language).code,
        done=done,
    )


@router.post("/{kind}/kaikki")
async def try_all_again(request: Request, kind: OfKind, at: AtTroubles) -> Response:
    """Have all rows of a kind tried again, and show the page."""
    who = staff_of(request)
    count = await at.try_all_again(who.staff_id, Kind(kind))
    return _back(request, "again" if count else "changed")


@router.post("/{kind}/{row_id}/uudelleen")
async def try_again(request: Request, kind: OfKind, row_id: RowId, at: AtTroubles) -> Response:
    """Have one row tried again, and show the page."""
    who = staff_of(request)
    is_done = await at.try_again(who.staff_id, Kind(kind), row_id)
    return _back(request, "again" if is_done else "changed")


@router.post("/{kind}/{row_id}/jata")
async def let_go(request: Request, kind: OfKind, row_id: RowId, at: AtTroubles) -> Response:
    """Let one row go, and show the page."""
    who = staff_of(request)
    is_done = await at.let_go(who.staff_id, Kind(kind), row_id)
    return _back(request, "let_go" if is_done else "changed")


def _back(request: Request, done: Done) -> RedirectResponse:
    return RedirectResponse(f"{address(request, 'troubles')}?done={done}", status_code=303)
