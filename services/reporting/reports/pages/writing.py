"""A report is begun, and its texts are written: one place at a time, beside others who write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.reporting.reports.model.report import (
    LANGUAGES,
    Part,
    Place,
    Refusal,
    ReportId,
    Text,
)
from services.reporting.reports.pages.readers import wording_of
from services.reporting.reports.pages.which import Asked, WhichOne, refused
from services.reporting.reports.rules.writing import Typed, Written, plain_text
from services.reporting.reports.use_cases.write import Outcome, WriteReports
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, number_in, status_for, typed_in
from shared.web.language import language_of
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    include_in_schema=False, prefix="/{language}/raportit/hankkeet/{project}/{first}"
)
AtWriting = Annotated[WriteReports, Depends(use_case(WriteReports))]
MEANWHILE = (Problem("text", "problem.text.meanwhile"),)


async def which_place(part: Part, text_language: Language) -> Place:
    """Read where a text stands; it is written in the languages of reports only."""
    if text_language not in LANGUAGES:
        raise HTTPException(404)
    return Place(text_language, part)


WhichPlace = Annotated[Place, Depends(which_place)]


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a text shows."""

    asked: Asked
    place: Place
    before: Sequence[Text]
    text: str
    problems: tuple[Problem, ...] = ()

    @property
    def theirs(self) -> Text | None:
        """Give what somebody else wrote since the form was opened."""
        return self.before[0] if self.problems == MEANWHILE else None

    @property
    def seen(self) -> int:
        """Number what is shown."""
        return self.before[0].number if self.before else 0


@router.post("/aloita")
async def begin(asked: WhichOne, at: AtWriting) -> Response:
    """Begin it; where somebody began it already, show theirs."""
    due = asked.due
    await at.begin(due.which, asked.by, simulated=due.project.simulated)
    return go_to(asked.path)


@router.get("/teksti/{part}/{text_language}")
async def ask(request: Request, place: WhichPlace, asked: WhichOne, at: AtWriting) -> Response:
    """Show the text as it stands, and what was there before."""
    before = await at.history(ReportId(asked.report.id), place)
    return _page(request, Form(asked, place, before, before[0].text if before else ""))


@router.post("/teksti/{part}/{text_language}")
async def write(request: Request, place: WhichPlace, asked: WhichOne, at: AtWriting) -> Response:
    """Store it; where somebody else wrote meanwhile, show both."""
    fields, report_id = await typed_in(request), ReportId(asked.report.id)
    typed = Typed(plain_text(fields.get("text", "")), number_in(fields, "seen"))
    outcome = None if typed.over else await at.write(report_id, place, typed, asked.by)
    if isinstance(outcome, Outcome) and outcome.written is not Written.MEANWHILE:
        return go_to(f"{asked.path}#{place.part}")
    before = await at.history(report_id, place)
    return _page(request, Form(asked, place, before, typed.text, _wrong(typed, outcome)))


def _wrong(typed: Typed, outcome: Outcome | Refusal | None) -> tuple[Problem, ...]:
    if typed.over:
        length = len(typed.text)
        return (Problem("text", "problem.text.too_long", length=length, over=typed.over),)
    return refused(outcome) if isinstance(outcome, Refusal) else MEANWHILE


def _page(request: Request, form: Form) -> Response:
    return render(
        request,
        "reports/text.html",
        status_for(form.problems),
        form=form,
        problems=form.problems,
        text_languages=LANGUAGES,
        wording=wording_of(request, language_of(request)),
    )
