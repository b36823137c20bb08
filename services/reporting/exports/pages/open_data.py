"""`/avoin-data`: the figures of published reports for anybody, as a page and as files."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from services.reporting.exports import wording
from services.reporting.exports.use_cases.open_data import ShareOpenData
from shared.web.forms import lead_to_language
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import pages_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(include_in_schema=False)

ANYBODYS: Final = {"Access-Control-Allow-Origin": "*"}


async def shown(at: Annotated[ShareOpenData, Depends(use_case(ShareOpenData))]) -> ShareOpenData:
    """Give it, where the network shows it."""
    if not at.terms.shown:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return at


AtOpenData = Annotated[ShareOpenData, Depends(shown)]
lead_to_language(router, "/avoin-data")


@router.get("/{language}/avoin-data", dependencies=[IN_ITS_LANGUAGE])
async def show(request: Request, at: AtOpenData) -> Response:
    """Tell what there is, of which periods, and under which terms."""
    every = await at.published()
    return worded(request, "exports/open_data.html", every=every, terms=at.terms)


@router.get("/avoin-data/datapackage.json")
async def describe(request: Request, at: AtOpenData) -> Response:
    """Describe the tables: what each column is, and the licence."""
    name = pages_of(request).contact.network_name
    page = f"{at.origin}/fi/avoin-data"
    told = wording.datapackage(await at.published(), at.terms, name, page)
    return JSONResponse(told, headers=ANYBODYS)


@router.get("/avoin-data/figures.csv")
async def figures_as_csv(at: AtOpenData) -> Response:
    """Give every cell of every figure as a table."""
    return _file(wording.figures_csv(await at.published()), "text/csv; charset=utf-8")


@router.get("/avoin-data/figures.json")
async def figures_as_json(at: AtOpenData) -> Response:
    """Give the same rows as JSON."""
    return _file(wording.figures_json(await at.published()), "application/json")


@router.get("/avoin-data/indicators.csv")
async def indicators_as_csv(at: AtOpenData) -> Response:
    """Give the data dictionary."""
    return _file(wording.indicators_csv(await at.published()), "text/csv; charset=utf-8")


def _file(body: bytes, kind: str) -> Response:
    return Response(body, media_type=kind, headers=ANYBODYS)
