"""The public form: one question a page, no JavaScript, answers kept by the server."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.doors.model import Visit
from services.intake.request_form.model import Draft
from services.intake.request_form.rules import (
    GROUPS,
    QUESTIONS,
    Step,
    first_unanswered,
    number_of,
    step_before,
)
from services.intake.request_form.use_cases import LIFETIME, FillInForm
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.submissions.rules.plea import as_stored
from services.intake.submissions.use_cases import Receipt
from shared.contracts.words import Language, Urgency
from shared.fields.phone import readable
from shared.web.cookies import cookies_of
from shared.web.forms import Problem, address_of, go_to, problems_on_page, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import place_of

router = APIRouter(include_in_schema=False)

AtForm = Annotated[FillInForm, Depends(use_case(FillInForm))]
AtRequests = Annotated[FollowRequests, Depends(use_case(FollowRequests))]

DRAFT = "draft"
UNCHANGED = "?muutos=ei"
"""Says on the last page that what was changed after sending is not in the request."""


@router.get("/{language}/apua")
async def begin(language: Language) -> Response:
    """Ask first whether anyone is in danger."""
    return go_to(f"/{language}/apua/vaara")


@router.get("/{language}/apua/vaara")
async def ask_danger(request: Request, language: Language) -> Response:
    """Show the question about danger; nothing is stored for it."""
    return _danger_page(request, language)


@router.post("/{language}/apua/vaara")
async def answer_danger(request: Request, language: Language, at: AtForm) -> Response:
    """Show 112 to those in danger; start a draft for the others."""
    danger = (await typed_in(request)).get("danger")
    if danger == "yes":
        return go_to(f"/{language}/apua/soita-112")
    if danger != "no":
        problem = Problem("danger", "problem.danger.missing")
        return _danger_page(request, language, (problem,))
    token = await at.start_draft(cookies_of(request).read(request, DRAFT))
    answer = go_to(f"/{language}/apua/{Step.NEED}")
    cookies_of(request).write(answer, DRAFT, token, LIFETIME)
    return answer


@router.get("/{language}/apua/soita-112")
async def call_for_help(request: Request, language: Language) -> Response:
    """Show the number, large."""
    return render(request, "request_form/call_112.html", back=f"/{language}/apua/vaara")


@router.get("/{language}/apua/tarkista")
async def check(request: Request, language: Language, at: AtForm) -> Response:
    """Show all answers with a way to change each."""
    draft = await _draft(request, at)
    if draft is None:
        return _expired(request)
    if draft.answer is not None:
        return go_to(f"/{language}/apua/valmis")
    missing = first_unanswered(draft.fields)
    if missing is not None:
        return go_to(f"/{language}/apua/{missing}")
    return render(
        request,
        "request_form/check.html",
        values=draft.fields,
        phone=readable(draft.fields["phone"]),
        municipality=place_of(draft.fields["postal_code"], language),
        back=_path(language, Step.WORDS),
        challenge=await at.challenge(address_of(request)),
    )


@router.post("/{language}/apua/tarkista")
async def send(request: Request, language: Language, at: AtForm) -> Response:
    """Make the request; pressing twice is pressing once."""
    proof = (await typed_in(request)).get("proof", "")
    visit = Visit(address_of(request), proof)
    sent = await at.send_draft(cookies_of(request).read(request, DRAFT) or "", visit)
    if sent is None:
        return _expired(request)
    if isinstance(sent, Receipt):
        return go_to(f"/{language}/apua/valmis{UNCHANGED if sent.is_changed else ''}")
    return go_to(f"/{language}/apua/{Step.NEED}")


@router.get("/{language}/apua/valmis")
async def done(
    request: Request,
    language: Language,
    at: AtForm,
    at_requests: AtRequests,
    muutos: str | None = None,
) -> Response:
    """Show the reference, what happens next, and the link to follow it by."""
    draft = await _draft(request, at)
    if draft is None:
        return _expired(request)
    if draft.answer is None:
        return go_to(f"/{language}/apua/tarkista")
    # the link of the answer is in the language of service; the page stays in the reader's
    token = draft.answer.status_url.rpartition("/")[2]
    standing = await at_requests.show_request(token)
    return render(
        request,
        "request_form/done.html",
        answer=draft.answer,
        status_path=f"/{language}/p/{token}",
        code_word=standing.code_word if standing else "",
        is_unchanged=muutos is not None,
    )


@router.get("/{language}/apua/{step}")
async def ask(request: Request, language: Language, step: Step, at: AtForm) -> Response:
    """Show one question with what was answered before."""
    draft = await _draft(request, at)
    if draft is None:
        return _expired(request)
    if draft.answer is not None:
        return go_to(f"/{language}/apua/valmis")
    return _question_page(request, language, step, draft.fields)


@router.post("/{language}/apua/{step}")
async def answer(request: Request, language: Language, step: Step, at: AtForm) -> Response:
    """Keep the answer and go on, or say what is wrong and keep what was typed."""
    typed, token = await typed_in(request), cookies_of(request).read(request, DRAFT) or ""
    refused = await at.keep_answers(token, step, as_stored(typed))
    if refused is None:
        return _expired(request)
    if refused:
        return _question_page(request, language, step, typed, problems_on_page(refused))
    draft = await _draft(request, at)
    if draft is not None and draft.answer is not None:
        return go_to(f"/{language}/apua/valmis{UNCHANGED}")
    following = first_unanswered(draft.fields) if draft else None
    return go_to(f"/{language}/apua/{following or 'tarkista'}")


async def _draft(request: Request, at: FillInForm) -> Draft | None:
    token = cookies_of(request).read(request, DRAFT)
    return await at.read_draft(token) if token else None


def _path(language: Language, step: Step | None) -> str:
    return f"/{language}/apua/{step or 'vaara'}"


def _danger_page(
    request: Request, language: Language, problems: tuple[Problem, ...] = ()
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(
        request,
        "request_form/danger.html",
        status,
        number=1,
        questions=QUESTIONS,
        problems=problems,
        back=f"/{language}",
    )


def _question_page(
    request: Request,
    language: Language,
    step: Step,
    values: Mapping[str, str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(
        request,
        f"request_form/{step.name.lower()}.html",
        status,
        number=number_of(step),
        questions=QUESTIONS,
        values=values,
        problems=problems,
        back=_path(language, step_before(step)),
        groups=GROUPS,
        urgencies=tuple(Urgency),
    )


def _expired(request: Request) -> Response:
    return render(request, "request_form/expired.html", HTTPStatus.GONE)
