"""How a referral is shown, and what a form may say of it."""

from collections.abc import Mapping
from typing import Final

from fastapi import Request, Response

from services.matching.referrals.model import Shown, Step
from shared.contracts.event import known
from shared.contracts.referral_words import ReferralQuestion, ReferralReason
from shared.web.forms import Problem, status_for
from shared.web.language import language_of
from shared.web.pages import catalogues_of, render
from shared.web.wording import Wording, name_of

DECLINING: Final = (
    ReferralReason.FULL,
    ReferralReason.NOT_OURS,
    ReferralReason.TOO_SOON,
    ReferralReason.LANGUAGE,
    ReferralReason.OTHER,
)
GIVING_BACK: Final = (
    ReferralReason.NOT_REACHED,
    ReferralReason.NO_HELP_WANTED,
    ReferralReason.NOT_OURS,
    ReferralReason.FULL,
    ReferralReason.OTHER,
)
_CODES: Final = {
    Step.DECLINE: ReferralReason,
    Step.GIVE_BACK: ReferralReason,
    Step.ASK_BACK: ReferralQuestion,
}
"""What must be said with a step."""


def code_in(step: Step, typed: Mapping[str, str]) -> str | None:
    """Read what must be said with a step; None where it needs nothing, or nothing is said."""
    codes = _CODES.get(step)
    return known(codes, typed.get("code", "")) if codes else None


def is_unsaid(step: Step, code: str | None) -> bool:
    """Say whether a step lacks what must be said with it."""
    return step in _CODES and code is None


def referral_page(
    request: Request,
    template: str,
    shown: Shown,
    problems: tuple[Problem, ...] = (),
    **more: object,
) -> Response:
    """Show one, in words; nothing personal is known here."""
    language = language_of(request)
    return render(
        request,
        f"referrals/{template}.html",
        status_for(problems),
        shown=shown,
        referral=shown.referral,
        town=name_of(shown.municipality, language),
        say=Wording(catalogues_of(request), language).code,
        declining=DECLINING,
        giving_back=GIVING_BACK,
        questions=tuple(ReferralQuestion),
        problems=problems,
        **more,
    )
