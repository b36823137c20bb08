"""Coordinators hand a file in, look at what was read, confirm, and see what became of it."""

import codecs
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from starlette.datastructures import UploadFile

from services.intake.imports.model import MOST_ROWS, ImportId, Upload
from services.intake.imports.rules import MAY_BE_SAID, said_for_all
from services.intake.imports.use_cases import SHOWN, HandleImports, ShownImport
from services.intake.imports.wording import RejectedRows
from services.intake.signed_in import who
from shared.activation.rules import DoorShutError
from shared.contracts.words import Language, Urgency
from shared.sheets.faults import SheetError
from shared.sheets.rejected import rejected_file
from shared.web.forms import MOST_FIELDS, Problem, go_to, status_for
from shared.web.handed_out import as_file
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import catalogues_of, render
from shared.web.sheet_wording import SheetWording
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/tuonti", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
SAMPLE: Final = Path(__file__).parents[3] / "deploy" / "samples" / "requests.csv"

AtImports = Annotated[HandleImports, Depends(use_case(HandleImports))]


@router.get("")
async def begin(request: Request, at: AtImports) -> Response:
    """Ask for a file, and list those of the last days."""
    return await _first_page(request, at)


@router.post("")
async def check(request: Request, language: Language, at: AtImports) -> Response:
    """Keep the file when it can be read; nothing of it is taken."""
    raw, typed = await _uploaded(request)
    if not raw:
        missing = Problem("file", "problem.import.file.missing")
        return await _first_page(request, at, typed, missing)
    try:
        found = await at.check(Upload(raw, said_for_all(typed)), who(request))
    except DoorShutError as error:
        return await _first_page(request, at, typed, Problem("file", f"shut.{error.why}"))
    except SheetError as error:
        words = _wording(request, language).of_file(error)
        return await _first_page(request, at, typed, Problem("file", "", words=words))
    return go_to(f"/{language}/tuonti/{found}")


@router.get("/esimerkki")
async def sample() -> Response:
    """Give a file that can be filled in; spreadsheets know UTF-8 by its mark."""
    return as_file(codecs.BOM_UTF8 + SAMPLE.read_bytes(), "pyynnot.csv")


@router.get("/{import_id}")
async def show(request: Request, language: Language, import_id: UUID, at: AtImports) -> Response:
    """Show what was read, how far it is, or what became of it."""
    shown = await at.show(ImportId(import_id))
    if shown is None:
        return render(request, "imports/gone.html", HTTPStatus.NOT_FOUND)
    return render(
        request,
        "imports/import.html",
        imported=shown.imported,
        rejected=_rejected(request, language, shown),
        unread=shown.file.entries.unread if shown.file else (),
    )


@router.post("/{import_id}/vahvista")
async def confirm(request: Request, language: Language, import_id: UUID, at: AtImports) -> Response:
    """Let the good rows be taken in."""
    await at.confirm(ImportId(import_id), who(request))
    return go_to(f"/{language}/tuonti/{import_id}")


@router.post("/{import_id}/poista")
async def discard(request: Request, language: Language, import_id: UUID, at: AtImports) -> Response:
    """Remove the file."""
    await at.discard(ImportId(import_id), who(request))
    return go_to(f"/{language}/tuonti")


@router.post("/{import_id}/hylatyt")
async def download(
    request: Request, language: Language, import_id: UUID, at: AtImports
) -> Response:
    """Give the rows that are not taken, with reasons, as they came."""
    file = await at.download(ImportId(import_id), who(request))
    if file is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    rejected = RejectedRows(file, _wording(request, language)).listed()
    return as_file(rejected_file(file.entries.sheet, rejected), "hylatyt.csv")


async def _uploaded(request: Request) -> tuple[bytes, dict[str, str]]:
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        file = form.get("file")
        raw = await file.read() if isinstance(file, UploadFile) else b""
        return raw, {name: text for name, text in form.items() if isinstance(text, str)}


async def _first_page(
    request: Request,
    at: HandleImports,
    typed: dict[str, str] | None = None,
    problem: Problem | None = None,
) -> Response:
    problems = (problem,) if problem else ()
    return render(
        request,
        "imports/begin.html",
        status_for(problems),
        problems=problems,
        typed=typed or {},
        latest=await at.latest(),
        most_rows=MOST_ROWS,
        urgencies=tuple(Urgency),
        languages_said=sorted(MAY_BE_SAID["language"]),
    )


def _rejected(request: Request, language: Language, shown: ShownImport) -> object:
    if shown.file is None:
        return ()
    return RejectedRows(shown.file, _wording(request, language)).listed(SHOWN)


def _wording(request: Request, language: Language) -> SheetWording:
    return SheetWording(catalogues_of(request), language)
