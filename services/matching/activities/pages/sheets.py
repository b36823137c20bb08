"""An organisation's activities as a file: handed out, and handed in with a check first."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile

from services.matching.activities.pages.form import by_whom, problems_of
from services.matching.activities.pages.own import UNKNOWN
from services.matching.activities.rules.sheet import COLUMNS
from services.matching.activities.use_cases.sheets import ReadRow, SheetsOfActivities
from services.matching.partners.model import OrganisationId
from shared.sheets.faults import SheetError
from shared.sheets.text import text_of
from shared.web.forms import MOST_FIELDS, Problem, by_link, status_for
from shared.web.handed_out import sheet_answer
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, catalogues_of
from shared.web.sheet_wording import SheetWording
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}/toiminta",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtSheets = Annotated[SheetsOfActivities, Depends(use_case(SheetsOfActivities))]
NO_FILE: Final = Problem("file", "problem.activity.file.missing")


@router.get("/tiedosto")
async def hand_out(organisation_id: UUID, at: AtSheets) -> Response:
    """Give all that was written down; what is in it is no formula."""
    rows = await at.rows(OrganisationId(organisation_id))
    return sheet_answer("toiminta.csv", COLUMNS, rows)


@router.get("/tuo")
async def ask(request: Request, organisation_id: UUID) -> Response:
    """Ask for a file."""
    return _page(request, organisation_id)


@router.post("/tuo")
async def hand_in(request: Request, organisation_id: UUID, at: AtSheets) -> Response:
    """Check the file and take nothing; sent on from the check, take the good rows."""
    raw, is_checked = await _sent(request)
    if not raw:
        return _page(request, organisation_id, problems=(NO_FILE,))
    own = OrganisationId(organisation_id)
    try:
        if is_checked:
            taken = await at.take(own, by_whom(request, own), raw)
            return _page(request, organisation_id, taken=_there(taken))
        rows = by_link(await at.check(own, raw), UNKNOWN)
    except SheetError as error:
        words = SheetWording(catalogues_of(request), language_of(request)).of_file(error)
        return _page(request, organisation_id, problems=(Problem("file", "", words=words),))
    wrong = [(row.entry.line, _reasons(request, row)) for row in rows if not row.is_good]
    text, _ = text_of(raw)
    good = len(rows) - len(wrong)
    return _page(request, organisation_id, good=good, wrong=wrong, raw=text)


def _there(taken: int | None) -> int:
    """Give how many; nought rows are none that is missing."""
    return 0 if taken is None else taken


async def _sent(request: Request) -> tuple[bytes, bool]:
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        file, text = form.get("file"), form.get("rows")
        if isinstance(text, str) and text.strip():
            return text.encode(), True
        return (await file.read() if isinstance(file, UploadFile) else b""), False


def _reasons(request: Request, row: ReadRow) -> str:
    wording = SheetWording(catalogues_of(request), language_of(request))
    own = [wording.of_row(each) for each in row.entry.problems]
    texts = catalogues_of(request)
    said = (texts.text(wording.language, each.message_id) for each in problems_of(row.problems))
    return " · ".join((*own, *said))


def _page(
    request: Request,
    organisation_id: UUID,
    *,
    problems: tuple[Problem, ...] = (),
    **context: object,
) -> Response:
    return worded(
        request,
        "activities/sheet.html",
        status_for(problems) if problems else HTTPStatus.OK,
        problems=problems,
        back=address(request, "activities", organisation_id=organisation_id),
        **{"taken": None, "good": None, "wrong": (), "raw": "", **context},
    )
