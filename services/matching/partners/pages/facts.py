"""The forms of a member: what their organisation does, and how much of it it can give."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request, Response

from services.matching.partners.model import Capacity, Partner
from services.matching.partners.pages.own import IMPOSSIBLE, MEANWHILE, OwnPartner
from services.matching.partners.pages.shown import (
    AtPartner,
    by_whom,
    own_path,
    partner_page,
    problems_of,
)
from services.matching.partners.rules.hours import told_day
from services.matching.partners.rules.reading import ROOMS, WEEK, read_capacity, read_facts
from services.matching.partners.use_cases.change import ChangedMeanwhileError, ImpossibleError
from shared.contracts.partner_words import CapacityPeriod, CapacityUnit, OrganisationKind
from shared.contracts.words import ServiceLine
from shared.fields.phone import readable
from shared.web.forms import Problem, go_to, status_for, typed_lists
from shared.web.language import IN_ITS_LANGUAGE

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)
Fields = Mapping[str, Sequence[str]]
_NO_EDITION: Final = -1


@router.get("/tiedot")
async def show_facts(request: Request, partner: OwnPartner, at: AtPartner) -> Response:
    """Show what is said of it, to be changed."""
    return _facts(request, partner, at, said_facts(partner))


@router.post("/tiedot")
async def say_facts(request: Request, partner: OwnPartner, at: AtPartner) -> Response:
    """Take it in, or say what is wrong and keep what was typed."""
    typed = await typed_lists(request)
    read = read_facts(typed, at.towns)
    if isinstance(read, tuple):
        return _facts(request, partner, at, typed, *problems_of(read))
    by = by_whom(request, partner.organisation_id, _edition(typed))
    try:
        await at.say_facts(by, read)
    except (ChangedMeanwhileError, ImpossibleError) as error:
        now = await at.show(partner.organisation_id)
        return _facts(request, now, at, said_facts(now), _why(error))
    return go_to(f"{own_path(request, partner.organisation_id)}?tehty=tiedot")


@router.get("/maara")
async def show_capacity(request: Request, partner: OwnPartner) -> Response:
    """Show how much they said they can give of each line."""
    return _capacity(request, partner, said_capacity(partner))


@router.post("/maara")
async def say_capacity(request: Request, partner: OwnPartner, at: AtPartner) -> Response:
    """Take it in, or say what is wrong and keep what was typed."""
    typed = await typed_lists(request)
    read = read_capacity(typed, partner.lines, at.today())
    if isinstance(read, tuple):
        return _capacity(request, partner, typed, *problems_of(read))
    by = by_whom(request, partner.organisation_id, _edition(typed))
    try:
        await at.say_capacity(by, read)
    except (ChangedMeanwhileError, ImpossibleError) as error:
        now = await at.show(partner.organisation_id)
        return _capacity(request, now, said_capacity(now), _why(error))
    return go_to(f"{own_path(request, partner.organisation_id)}?tehty=maara")


def said_facts(partner: Partner) -> Fields:
    """Give what is known of it as the form's fields."""
    facts = partner.facts
    return {
        "name": (facts.name,),
        "kind": (facts.kind,),
        "number": (facts.business_id,),
        "lines": facts.lines,
        "towns": facts.municipalities,
        "languages": facts.languages,
        "phone": (readable(facts.phone),),
        **{f"hours_{weekday}": (told_day(facts.hours, weekday),) for weekday in WEEK},
    }


def said_capacity(partner: Partner) -> Fields:
    """Give what they told as the form's fields."""
    fields: dict[str, Sequence[str]] = {}
    for line in partner.lines:
        fields |= _said_of(line, partner.capacity.get(line))
    return fields


def _said_of(line: ServiceLine, told: Capacity | None) -> Fields:
    if told is None:
        return {f"room_{line}": ("untold",)}
    room = "unlimited" if told.amount is None else "some" if told.amount else "none"
    until = told.valid_until
    return {
        f"room_{line}": (room,),
        f"amount_{line}": (str(told.amount or ""),),
        f"unit_{line}": (told.unit,),
        f"per_{line}": (told.per,),
        f"until_{line}": (f"{until.day}.{until.month}.{until.year}" if until else "",),
    }


def _facts(
    request: Request,
    partner: Partner,
    at: AtPartner,
    values: Fields,
    *problems: Problem,
) -> Response:
    return partner_page(
        request,
        partner,
        "partners/facts.html",
        _status(problems),
        values=values,
        problems=problems,
        kinds=tuple(OrganisationKind),
        lines=tuple(ServiceLine),
        towns=at.towns,
        week=WEEK,
    )


def _capacity(request: Request, partner: Partner, values: Fields, *problems: Problem) -> Response:
    return partner_page(
        request,
        partner,
        "partners/capacity.html",
        _status(problems),
        values=values,
        problems=problems,
        rooms=ROOMS,
        units=tuple(CapacityUnit),
        periods=tuple(CapacityPeriod),
    )


def _status(problems: tuple[Problem, ...]) -> HTTPStatus:
    stale = {MEANWHILE, IMPOSSIBLE}
    return HTTPStatus.CONFLICT if stale & set(problems) else status_for(problems)


def _why(error: Exception) -> Problem:
    return MEANWHILE if isinstance(error, ChangedMeanwhileError) else IMPOSSIBLE


def _edition(typed: Fields) -> int:
    """Read which edition was seen; what is none is none that there is."""
    text = next(iter(typed.get("edition", ())), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else _NO_EDITION  # noqa: PLR2004  # no edition is that long
