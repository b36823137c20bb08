"""What all organisations did: a list that is narrowed by its address, and the same as a file."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from services.matching.activities.model import Wanted
from services.matching.activities.rules.sheet import COLUMNS
from services.matching.activities.rules.wanted import read_wanted, words_of
from services.matching.activities.use_cases.oversee import OverseeActivities
from shared.contracts.words import ServiceLine
from shared.web.handed_out import sheet_answer
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/toiminta", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtEverything = Annotated[OverseeActivities, Depends(use_case(OverseeActivities))]
_COLUMNS: Final = ("organisation", *COLUMNS)


async def wanted_of(request: Request) -> Wanted:
    """Read what the address wants."""
    return read_wanted(request.query_params)


ByAddress = Annotated[Wanted, Depends(wanted_of)]


@router.get("")
async def show(request: Request, at: AtEverything, wanted: ByAddress) -> Response:
    """Show a page of it, the last day first."""
    here = address(request, "all_activities")
    return worded(
        request,
        "activities/overview.html",
        shown=await at.show(wanted),
        wanted=wanted,
        here=here,
        to=partial(_address_of, here, wanted),
        file=_address_of(f"{here}/tiedosto", wanted),
        kept=urlencode(words_of(wanted)),
        lines=tuple(ServiceLine),
        own=lambda organisation_id: address(request, "activities", organisation_id=organisation_id),
    )


@router.get("/tiedosto")
async def hand_out(at: AtEverything, wanted: ByAddress) -> Response:
    """Give what is wanted as a file; what is in it is no formula."""
    return sheet_answer("toiminta.csv", _COLUMNS, await at.rows(wanted))


def _address_of(here: str, wanted: Wanted, **bent: object) -> str:
    """Give where the list is as it is wanted now, but for what is named; at its first page."""
    words = words_of(replace(wanted, **{"after": None} | bent))  # type: ignore[arg-type]  # by template
    return f"{here}?{urlencode(words)}" if words else here
