"""`/raportit/avaimet`: keys for a funder's tools, and what they were used for."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.reporting.exports.use_cases.keys import LookAfterKeys
from shared.fields.problem import Problem as Refused
from shared.web.forms import go_to, problems_on_page, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/raportit/avaimet", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtKeys = Annotated[LookAfterKeys, Depends(use_case(LookAfterKeys))]
_NOTHING: Final[Mapping[str, str]] = {}


@router.get("")
async def show(request: Request, at: AtKeys, poistettu: bool = False) -> Response:  # noqa: FBT001, FBT002  # of the address
    """Show all keys, and ask for what a new one is."""
    return await _page(request, at, is_withdrawn=poistettu)


@router.post("")
async def make(request: Request, at: AtKeys) -> Response:
    """Make one, and show it this once."""
    typed = await typed_in(request)
    project, label = typed.get("project", ""), typed.get("label", "")
    made = await at.make(project, label, staff_of(request).staff_id)
    if not isinstance(made, str):
        return await _page(request, at, typed, made)
    here = address(request, "figure_keys")
    return worded(request, "exports/made.html", 201, secret=made, here=here, project=project)


@router.post("/{key_id}/poista")
async def withdraw(request: Request, key_id: UUID, at: AtKeys) -> Response:
    """Let a key open nothing any more."""
    is_withdrawn = await at.withdraw(key_id, staff_of(request).staff_id)
    here = address(request, "figure_keys")
    return go_to(f"{here}?poistettu=true" if is_withdrawn else here)


async def _page(
    request: Request,
    at: LookAfterKeys,
    typed: Mapping[str, str] = _NOTHING,
    refused: Sequence[Refused] = (),
    *,
    is_withdrawn: bool = False,
) -> Response:
    problems = problems_on_page(refused)
    return worded(
        request,
        "exports/keys.html",
        status_for(problems),
        overview=await at.overview(),
        here=address(request, "figure_keys"),
        is_withdrawn=is_withdrawn,
        problems=problems,
        typed=typed,
    )
