"""Pages on which figures that only a form can tell are entered and confirmed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.reporting.projects.model import Blank, Count, CountForm
from services.reporting.projects.rules.counts import confirmable, field_of, newest_of, of_blank
from services.reporting.projects.use_cases.enter import (
    EnterCounts,
    EnteredMeanwhileError,
    OpenSheet,
    Which,
)
from shared.fields.day import read_day
from shared.fields.problem import Problem as Refused
from shared.web.forms import Problem, by_link, go_to, status_for, typed_in, typed_lists
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/raportit/luvut", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
AtCounts = Annotated[EnterCounts, Depends(use_case(EnterCounts))]
UNKNOWN: Final = "projects/unknown.html"
MEANWHILE: Final = (Refused("count", "changed"),)


@dataclass(frozen=True, slots=True)
class Opened:
    """The form of one indicator: its period, and what it asks."""

    which: Which
    sheet: OpenSheet
    blank: Blank


@router.get("")
async def show(request: Request, at: AtCounts, jakso: str = "") -> Response:
    """Show what was entered for a period; the first project's newest where none is asked for."""
    code, _, first = jakso.partition(":")
    day = read_day(first)
    asked = await at.show(code, day) if day else None
    sheet = asked or await at.newest()
    return worded(
        request,
        "projects/counts.html",
        projects=at.projects.all,
        shown=sheet,
        counts_in=_counts_in,
        newest_of=newest_of,
        here=address(request, "entered_counts"),
    )


async def which_one(project: str, first: date, indicator: str) -> Which:
    """Read which form it is."""
    return Which(project, first, indicator)


WhichOne = Annotated[Which, Depends(which_one)]


@router.get("/{project}/{first}/{indicator}")
async def ask(request: Request, which: WhichOne, at: AtCounts) -> Response:
    """Show the form with what was entered, and what waits for somebody else."""
    return _page(request, await _opened(at, which))


@router.post("/{project}/{first}/{indicator}")
async def enter(request: Request, which: WhichOne, at: AtCounts) -> Response:
    """Keep what is new; show the form again where something has to be mended."""
    typed = await typed_in(request)
    try:
        wrong = by_link(await at.enter(which, staff_of(request).staff_id, typed), UNKNOWN)
    except EnteredMeanwhileError:
        return _page(request, await _opened(at, which), MEANWHILE)
    if not wrong:
        return go_to(request.url.path)
    return _page(request, await _opened(at, which), wrong, typed)


@router.post("/{project}/{first}/{indicator}/vahvista")
async def confirm(request: Request, which: WhichOne, at: AtCounts) -> Response:
    """Confirm what the page showed."""
    seen = await _seen(request)
    wrong = by_link(await at.confirm(which, staff_of(request).staff_id, seen), UNKNOWN)
    if not wrong:
        return go_to(request.url.path.removesuffix("/vahvista"))
    return _page(request, await _opened(at, which), wrong)


def _counts_in(sheet: OpenSheet, blank: Blank) -> Collection[Count]:
    return of_blank(blank, sheet.counts)


async def _opened(at: EnterCounts, which: Which) -> Opened:
    sheet = by_link(await at.show(which.project, which.first), UNKNOWN)
    return Opened(which, sheet, by_link(sheet.blank_of(which.indicator), UNKNOWN))


async def _seen(request: Request) -> frozenset[UUID]:
    """Read which figures the page showed; what is no id is none of them."""
    typed = (await typed_lists(request)).get("seen", ())
    try:
        return frozenset(map(UUID, typed))
    except ValueError:
        return frozenset()


def _page(
    request: Request,
    opened: Opened,
    wrong: Sequence[Refused] = (),
    typed: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    problems = tuple(_problem(each) for each in wrong)
    counts = of_blank(opened.blank, opened.sheet.counts)
    return worded(
        request,
        "projects/count.html",
        status_for(problems),
        opened=opened,
        counts=list(zip(opened.blank.cells, counts, strict=True)),
        confirmable=confirmable(counts, staff_of(request).staff_id),
        typed=typed,
        field_of=field_of,
        forms=tuple(CountForm),
        asked={each.field for each in wrong if each.code == "much_more"},
        problems=problems,
        here=request.url.path.removesuffix("/vahvista"),
    )


def _problem(refused: Refused) -> Problem:
    field = refused.field.partition("_")[0]
    return Problem(refused.field, f"problem.{field}.{refused.code}")
