"""Add to a request or correct it: one page, what is left empty stays as it is."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.intake.corrections.model import Correctable, Outcome
from services.intake.corrections.rules import FIELDS
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.requests.rules.payment import PaymentWays
from shared.contracts.words import Category, Language, Urgency
from shared.web.forms import SWITCH, Problem, by_link, go_to, problems_on_page, status_for, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/p/{token}/korjaa", include_in_schema=False)

AtCorrections = Annotated[CorrectRequests, Depends(use_case(CorrectRequests))]
Payment = Annotated[PaymentWays, Depends(use_case(PaymentWays))]

UNKNOWN = "requests/unknown_link.html"
NEEDS: Final = frozenset({"category"})
"""Several boxes may be ticked."""


@router.get("")
async def ask_what_is_new(
    request: Request, language: Language, token: str, at: AtCorrections, ways: Payment
) -> Response:
    """Show what may be corrected; what is sealed is not shown."""
    known = by_link(await at.show_request(token), UNKNOWN)
    back = f"/{language}/p/{token}"
    if known.request.closure is not None:
        return go_to(back)
    return _page(request, known, {}, ways)


@router.post("")
async def correct(
    request: Request, language: Language, token: str, at: AtCorrections, ways: Payment
) -> Response:
    """Keep what is new, or say what is wrong with it and keep what was typed."""
    typed, back = await typed_in(request, together=NEEDS), f"/{language}/p/{token}"
    if SWITCH in typed:
        return _page(request, by_link(await at.show_request(token), UNKNOWN), typed, ways)
    kept = await at.correct_request(token, typed)
    if isinstance(kept, Outcome):
        return go_to(f"{back}?korjattu" if kept is Outcome.KEPT else back)
    problems = problems_on_page(by_link(kept, UNKNOWN))
    known = by_link(await at.show_request(token), UNKNOWN)
    return _page(request, known, typed, ways, problems)


def _page(
    request: Request,
    known: Correctable,
    typed: Mapping[str, str],
    ways: PaymentWays,
    problems: tuple[Problem, ...] = (),
) -> Response:
    shown = {
        "category": " ".join(known.request.needs),
        "urgency": known.request.urgency,
        "postal_code": known.postal_code,
        "language": known.request.language,
    }
    return render(
        request,
        "corrections/correct.html",
        status_for(problems),
        known=known,
        values=dict.fromkeys(FIELDS, "") | shown | dict(typed),
        problems=problems,
        back=request.url.path.removesuffix("/korjaa"),
        categories=tuple(Category),
        urgencies=tuple(Urgency),
        payments=ways.offered([*known.request.needs, *typed.get("category", "").split()]),
    )
