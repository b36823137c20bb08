"""Where those live who wait: the postal areas as tiles and as a table, each a link to its lines."""

from dataclasses import replace
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from services.intake.board.adapters import place_of, postal_codes_in
from services.intake.board.model import Group, Outlines
from services.intake.board.pages.board import AtBoard, OwnTown, address_of
from services.intake.board.rules.places import most_in, ranges, step_of, towns
from services.intake.board.rules.wanted import read_wanted, words_of
from services.intake.board.wording import BoardWording
from shared.contracts.words import Language
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtOutlines = Annotated[Outlines, Depends(use_case(Outlines))]


@router.get("/{language}/taulu/kartta")
async def show(
    request: Request, language: Language, at: AtBoard, town: OwnTown, outlines: AtOutlines
) -> Response:
    """Show counts by area, of the group and the need that the address names."""
    wanted = replace(read_wanted(request.query_params, place_of), place=None)
    if wanted.group is Group.CLOSED:
        wanted = replace(wanted, group=None)
    counted = await at.show_places(wanted)
    return render(
        request,
        "board/places.html",
        towns=towns(counted, {code: postal_codes_in(code) for code in town.serves}),
        outlines=outlines.towns,
        most=most_in(counted),
        ranges=tuple(ranges(most_in(counted))),
        step_of=step_of,
        wanted=wanted,
        to=partial(address_of, address(request, "board"), wanted),
        kept=urlencode(words_of(wanted)),
        say=BoardWording(catalogues_of(request), language),
    )
