"""What the pages of a draft share: its key, addresses and cookie, and what is said when it is gone.

The draft is named by the address, so each tab has its own; the cookie proves the browser.
"""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from services.intake.phone_hours.model import PhoneStands
from services.intake.phone_hours.use_cases import TellHours
from services.intake.request_form.model import DraftId, FormKey
from services.intake.request_form.use_cases.fill_in import FillInForm
from services.intake.requests.rules.payment import PaymentWays
from services.intake.requests.rules.town import Town
from shared.contracts.words import Language
from shared.web.cookies import cookies_of
from shared.web.pages import render
from shared.web.use_cases import use_case

AtForm = Annotated[FillInForm, Depends(use_case(FillInForm))]
Payment = Annotated[PaymentWays, Depends(use_case(PaymentWays))]
Hours = Annotated[TellHours, Depends(use_case(TellHours))]
OwnTown = Annotated[Town, Depends(use_case(Town))]

DRAFT = "draft"
UNCHANGED = "?muutos=ei"
"""Says on the last page that what was changed after sending is not in the request."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the pages say beside the answers: data of the network."""

    payment: PaymentWays
    hours: PhoneStands
    town: Town


async def _beside(payment: Payment, hours: Hours, town: OwnTown) -> Beside:
    return Beside(payment, hours.phone(), town)


WithBeside = Annotated[Beside, Depends(_beside)]


def browser_of(request: Request) -> str | None:
    """Give the token of the browser's forms, if it has one."""
    return cookies_of(request).read(request, DRAFT)


async def form_key(request: Request, draft: UUID) -> FormKey:
    """Say which form the address names, and which browser asks for it."""
    return FormKey(DraftId(draft), browser_of(request) or "")


Key = Annotated[FormKey, Depends(form_key)]


def place_in(language: Language, key: FormKey, place: str) -> str:
    """Give the address of a page of a form."""
    return f"/{language}/apua/{key.draft}/{place}"


def keep_cookie(request: Request, answer: Response, browser: str, life: timedelta) -> Response:
    """Have the browser keep its token as long as a form of it lives; no longer."""
    if life > timedelta():
        cookies_of(request).write(answer, DRAFT, browser, life)
    else:
        cookies_of(request).remove(answer, DRAFT)
    return answer


def expired(request: Request) -> Response:
    """Say that the answers are gone, whoever's they were."""
    return render(request, "request_form/expired.html", HTTPStatus.GONE)
