"""The questions of the form, each on a page of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request, Response

from services.intake.request_form.model import Draft, FormKey
from services.intake.request_form.pages.own_draft import (
    UNCHANGED,
    AtForm,
    Beside,
    Key,
    WithBeside,
    expired,
    keep_cookie,
    place_in,
)
from services.intake.request_form.rules import (
    COMMON,
    FIELDS_OF,
    GROUPS,
    OWN,
    PERSONAL,
    Step,
    first_unanswered,
    is_child_alone,
    number_of,
    offers_same_helper,
    questions_for,
    step_before,
)
from services.intake.requests.model import Relation
from services.intake.requests.rules.help import help_kinds
from services.intake.submissions.rules.needs import chosen_in
from services.intake.submissions.rules.plea import as_stored
from shared.areas import municipality_code_of
from shared.contracts.words import Language, Urgency
from shared.fields.postal_code import as_postal_code
from shared.web.forms import SWITCH, Problem, go_to, problems_on_page, typed_in
from shared.web.pages import render

router = APIRouter(include_in_schema=False)

NEEDS: Final = frozenset({"category"})
"""Several boxes may be ticked."""
TOLD: Final = "told_outside"
"""Comes with a place after the page has said that nobody helps there as a rule."""


@router.get("/{language}/apua/{draft}/{step}")
async def ask(  # noqa: PLR0913, PLR0917  # parts of the address, and what the page needs
    request: Request, language: Language, key: Key, step: Step, at: AtForm, beside: WithBeside
) -> Response:
    """Show one question with what was answered before."""
    draft = await at.read_draft(key)
    if draft is None:
        return expired(request)
    if draft.answer is not None:
        return go_to(place_in(language, key, "valmis"))
    own = {OWN: "day"} if draft.is_of_own_device else {}
    shown = _Shown(language, key, step, {**draft.fields, **own}, beside)
    return _question_page(request, shown)


@router.post("/{language}/apua/{draft}/{step}")
async def answer(  # noqa: PLR0913, PLR0917  # parts of the address, and what the page needs
    request: Request, language: Language, key: Key, step: Step, at: AtForm, beside: WithBeside
) -> Response:
    """Keep the answer and go on, or say what is wrong and keep what was typed."""
    typed = await typed_in(request, together=NEEDS)
    shown = _Shown(language, key, step, typed, beside)
    if SWITCH in typed:
        draft = await at.read_draft(key)
        return _question_page(request, shown.over(draft)) if draft else expired(request)
    kept = await at.keep_answers(key, step, as_stored(typed))
    if kept is None:
        return expired(request)
    if kept.problems:
        return _question_page(request, shown.over(kept.draft), problems_on_page(kept.problems))
    known = replace(shown, values={**typed, **kept.draft.fields})
    if kept.draft.answer is None and known.is_outside and TOLD not in typed:
        onward = _question_page(request, known)
    else:
        onward = _onward(language, key, kept.draft)
    return keep_cookie(request, onward, key.browser, kept.cookie_life)


def _onward(language: Language, key: FormKey, draft: Draft) -> Response:
    is_sent = draft.answer is not None
    following = first_unanswered(draft.fields) or "tarkista"
    return go_to(place_in(language, key, f"valmis{UNCHANGED}" if is_sent else following))


@dataclass(frozen=True, slots=True)
class _Shown:
    """One question, and all answers so far: what is said on the page follows from them."""

    language: Language
    key: FormKey
    step: Step
    values: Mapping[str, str]
    beside: Beside

    @property
    def place(self) -> str | None:
        """Give the municipality whose postal code stands on the page, where one is known."""
        is_asked = self.step is Step.WHERE
        code = as_postal_code(self.values.get("postal_code", "")) if is_asked else ""
        return municipality_code_of(code) if code else None

    @property
    def is_outside(self) -> bool:
        """Say whether nobody helps there as a rule: said once, and nobody is refused."""
        return self.place is not None and not self.beside.town.helps_in(self.place)

    def over(self, draft: Draft) -> "_Shown":
        """Give the page with what was typed on it in the place of what was kept of it."""
        empty = dict.fromkeys(FIELDS_OF[self.step], "")
        return replace(self, values={**draft.fields, **empty, **self.values})


def _question_page(request: Request, shown: _Shown, problems: tuple[Problem, ...] = ()) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    language, values = shown.language, shown.values
    before, chosen = step_before(shown.step, values), chosen_in(values)
    return render(
        request,
        f"request_form/{shown.step.name.lower()}.html",
        status,
        number=number_of(shown.step, values),
        questions=questions_for(values),
        values=values,
        problems=problems,
        help_kinds=help_kinds(chosen) if before is Step.NEED else (),
        back=place_in(language, shown.key, before) if before else f"/{language}/apua/vaara",
        form=place_in(language, shown.key, ""),
        chosen=chosen,
        is_personal=shown.step in PERSONAL,
        common=COMMON,
        groups=GROUPS,
        urgencies=tuple(Urgency),
        relations=tuple(Relation),
        payments=shown.beside.payment.offered(chosen),
        town=shown.beside.town,
        place=shown.place,
        is_outside=shown.is_outside,
        is_same_offered=offers_same_helper(values),
        is_child_alone=shown.step is Step.URGENCY and is_child_alone(values),
    )
