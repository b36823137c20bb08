"""What happens while an operator types, where a script is: words are kept, likeness is shown.

Answers are parts of the page. Whoever has no script presses a button for each.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.intake.calls.model.call import CallId
from services.intake.calls.pages.desk import (
    PREFIX,
    AtDesk,
    fields_of,
    lead,
    page_of,
    read_out,
    typed_as,
)
from services.intake.calls.rules.drafts import Refusal, unlike
from services.intake.calls.use_cases.hold import Stopped, Wrong
from services.intake.calls.use_cases.tell import Told
from services.intake.calls.wording import shown_likeness
from services.intake.signed_in import who
from shared.contracts.words import Language
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render

router = APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])
NO_MORE: Final = {"HX-Reswap": "outerHTML"}
"""What keeps the words goes with its place: from here on only a press keeps them."""


@router.post("/{call_id}/samat")
async def show_like(request: Request, language: Language, call_id: UUID, at: AtDesk) -> Response:
    """Show who called before and is like whoever calls, by what is typed so far."""
    likeness = await at.find_like(CallId(call_id), await fields_of(request), who(request))
    like = shown_likeness(likeness, language)
    return render(request, "calls/like_now.html", like=like)


@router.post("/{call_id}/talteen")
async def keep_words(request: Request, language: Language, call_id: UUID, at: AtDesk) -> Response:
    """Keep what is typed so far, and show what follows; danger is handed over at once."""
    fields, by = await fields_of(request), who(request)
    typed = typed_as(fields, at.finish.triage.current().version)
    came = await at.finish.keep(CallId(call_id), by, typed)
    told = await at.tell.tell(CallId(call_id), by)
    if told is None or told.call.ended_at is not None:
        return lead(request, page_of(language, call_id))
    refused = came.why if isinstance(came, Stopped) else None
    if refused or unlike(told.call.fields, fields):
        return _refused(request, told, refused or Refusal.CHANGED, fields)
    screen = at.screen(told.call, fields)
    return render(
        request,
        "calls/kept_now.html",
        HTTPStatus.OK,
        **screen.shown(language),
        **read_out(request, told),
        version=told.call.version,
        is_asked_anew=screen.is_asked_anew,
        is_lacking=isinstance(came, Wrong),
    )


def _refused(request: Request, told: Told, refused: Refusal, fields: Mapping[str, str]) -> Response:
    answer = render(
        request,
        "calls/refused_now.html",
        HTTPStatus.CONFLICT,
        call=told.call,
        refused=refused.name.lower(),
        elsewhere=unlike(told.call.fields, fields),
        version=fields.get("version", ""),
    )
    answer.headers.update(NO_MORE)
    return answer
