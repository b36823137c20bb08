"""`/api/figures`: what was published of a project, by a key, for a funder's tools."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from services.reporting.exports.model import Published
from services.reporting.exports.use_cases.read import ReadFigures, Refusal
from services.reporting.exports.wording import brief, published
from shared.web.use_cases import use_case

router = APIRouter(prefix="/api/figures", tags=["figures"])

AtFigures = Annotated[ReadFigures, Depends(use_case(ReadFigures))]
Key = Annotated[
    HTTPAuthorizationCredentials | None,
    Depends(HTTPBearer(auto_error=False, description="A key that a coordinator made.")),
]


class Unread(BaseModel):
    """A problem document (RFC 9457)."""

    title: str
    status: int
    code: str


class PeriodTold(BaseModel):
    """That a report of a period is published."""

    period: str
    edition: int
    hash: str
    published_at: str


class Cell(BaseModel):
    """One cell: `codes` are its row and column, empty for sums."""

    codes: tuple[str, str]
    status: str
    value: float | int | None = None
    band: str | None = None


class FigureTold(BaseModel):
    """One indicator of a period."""

    code: str
    name: dict[str, str]
    definition: dict[str, str]
    basis: str
    unit: str
    kind: str
    unconfirmed: bool
    by: list[str]
    target: float | int | None
    cells: list[Cell]


class FiguresTold(BaseModel):
    """All figures of a period as they were published, or the periods there are."""

    project: str
    periods: list[PeriodTold] | None = None
    name: dict[str, str] | None = None
    period: str | None = None
    edition: int | None = None
    hash: str | None = None
    published_at: str | None = None
    simulated: bool | None = None
    k: int | None = None
    figures: list[FigureTold] | None = None


_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": Unread, "description": description}
    for status, description in (
        (401, "No key, or one that is wrong or withdrawn."),
        (403, "The key is for another project."),
        (404, "No report of this period is published."),
        (422, "The period or the project cannot be read."),
        (429, "The key was used too often within an hour."),
    )
}


@router.get("", response_model=FiguresTold, responses=_REFUSALS)
async def read_figures(
    at: AtFigures,
    key: Key,
    project: Annotated[str, Query(max_length=40, examples=["hanke-2026"])],
    period: Annotated[
        str | None,
        Query(
            max_length=40,
            description="First and last day; without it the published periods are listed.",
            examples=["2026-01-01/2026-06-30"],
        ),
    ] = None,
) -> JSONResponse:
    """Give the figures of a period as its report has them; small counts are hidden there too."""
    given = await at.read(key.credentials if key else "", project, period)
    if isinstance(given, Refusal):
        return _refused(given)
    if isinstance(given, Published):
        return JSONResponse(published(given))
    return JSONResponse({"project": project, "periods": _listed(given)})


def _listed(given: Sequence[Any]) -> list[dict[str, object]]:
    return [brief(each) for each in given]


def _refused(refusal: Refusal) -> JSONResponse:
    status, code, title = refusal.value
    headers = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "3600"}}.get(status)
    body = {"title": title, "status": int(status), "code": code}
    return JSONResponse(body, status, headers, media_type="application/problem+json")
