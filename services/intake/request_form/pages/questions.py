"""The questions of the form, each on a page of its own."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from services.intake.request_form.model import FormKey
from services.intake.request_form.pages.own_draft import (
    UNCHANGED,
    AtForm,
    Key,
    expired,
    keep_cookie,
    place_in,
)
from services.intake.request_form.rules import (
    GROUPS,
    OWN,
    QUESTIONS,
    Step,
    first_unanswered,
    number_of,
    step_before,
)
from services.intake.submissions.rules.plea import as_stored
from shared.contracts.words import Language, Urgency
from shared.web.forms import Problem, go_to, problems_on_page, typed_in
from shared.web.pages import render

router = APIRouter(include_in_schema=False)


@router.get("/{language}/apua/{draft}/{step}")
async def ask(request: Request, language: Language, key: Key, step: Step, at: AtForm) -> Response:
    """Show one question with what was answered before."""
    draft = await at.read_draft(key)
    if draft is None:
        return expired(request)
    if draft.answer is not None:
        return go_to(place_in(language, key, "valmis"))
    own = {OWN: "day"} if draft.is_of_own_device else {}
    return _question_page(request, language, key, step, {**draft.fields, **own})


@router.post("/{language}/apua/{draft}/{step}")
async def answer(
    request: Request, language: Language, key: Key, step: Step, at: AtForm
) -> Response:
    """Keep the answer and go on, or say what is wrong and keep what was typed."""
    typed = await typed_in(request)
    kept = await at.keep_answers(key, step, as_stored(typed))
    if kept is None:
        return expired(request)
    if kept.problems:
        problems = problems_on_page(kept.problems)
        return _question_page(request, language, key, step, typed, problems)
    if kept.draft.answer is not None:
        return go_to(place_in(language, key, f"valmis{UNCHANGED}"))
    following = first_unanswered(kept.draft.fields) or "tarkista"
    onward = go_to(place_in(language, key, following))
    return keep_cookie(request, onward, key.browser, kept.cookie_life)


def _question_page(  # noqa: PLR0913, PLR0917  # what one page shows
    request: Request,
    language: Language,
    key: FormKey,
    step: Step,
    values: Mapping[str, str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    before = step_before(step)
    return render(
        request,
        f"request_form/{step.name.lower()}.html",
        status,
        number=number_of(step),
        questions=QUESTIONS,
        values=values,
        problems=problems,
        back=place_in(language, key, before) if before else f"/{language}/apua/vaara",
        form=place_in(language, key, ""),
        groups=GROUPS,
        urgencies=tuple(Urgency),
    )
