"""The contact page for the matched volunteer: one link, one browser, until the task is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response

from services.intake.contact_access.model import View
from services.intake.contact_access.rules import wrong_introduction
from services.intake.contact_access.use_cases import Card, ShowContact
from services.intake.requests.rules.payment import PaymentWays
from services.intake.submissions.rules.plea import SAFE
from shared.contracts.words import Language
from shared.fields.phone import national, readable
from shared.fields.text import one_line
from shared.web.cookies import cookies_of
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case
from shared.web.wording import name_of

router = APIRouter(prefix="/{language}/yhteys/{token}", include_in_schema=False)

AtContact = Annotated[ShowContact, Depends(use_case(ShowContact))]
Payment = Annotated[PaymentWays, Depends(use_case(PaymentWays))]

BROWSER = "browser"
BROWSER_LIFE = timedelta(days=30)
"""By the browser's own clock: how long it is known here; the task's end shuts the page earlier."""
_STATUS: Mapping[View, HTTPStatus] = {
    View.UNKNOWN: HTTPStatus.NOT_FOUND,
    View.USED: HTTPStatus.GONE,
    View.EXPIRED: HTTPStatus.GONE,
    View.CANCELLED: HTTPStatus.GONE,
    View.COMPLETED: HTTPStatus.GONE,
    View.CLOSED: HTTPStatus.GONE,
}


_CORRECTED: Final[Mapping[str, str]] = {
    "category": "what",
    "urgency": "when",
    "postal_code": "place",
    "first_name": "name",
    **{same: same for same in ("street", "area_note", "text", "payment", "language")},
    **dict.fromkeys(("phone", "email", "ask_at", "asker_phone", "asker_email", *SAFE), "reach"),
}
"""What a corrected field is called on the card; of others it is only said that there are some."""


@dataclass(frozen=True, slots=True)
class Here:
    """The page of one link, in one language."""

    language: Language
    token: str
    ways: PaymentWays

    @property
    def path(self) -> str:
        """Give its address."""
        return f"/{self.language}/yhteys/{self.token}"

    def shown(self, card: Card) -> Mapping[str, object]:
        """Give what the template needs of a card."""
        task, way = card.task, self.ways.known(card.payment)
        code, town = task.postal_code, name_of(task.municipality, self.language)
        place = f"{code} {town}" if code else town
        return {
            "card": card,
            "people": card.people,
            "place": place,
            "map_query": quote(f"{card.contact.street}, {place}"),
            "payment": way.helper[self.language] if way else "",
            "corrected": dict.fromkeys(_CORRECTED.get(name, "other") for name in task.corrected),
            "readable": readable,
            "dialled": national,
        }


@router.get("")
async def show(
    request: Request, language: Language, token: str, at: AtContact, ways: Payment
) -> Response:
    """Show what this browser may see; opening the link, also by a mail scanner, uses nothing up."""
    return await _visit_page(request, Here(language, token, ways), at)


async def _visit_page(
    request: Request, here: Here, at: ShowContact, problems: tuple[Problem, ...] = ()
) -> Response:
    browser = cookies_of(request).read(request, BROWSER)
    visit = await at.show_contact(here.token, browser or "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    answer = render(
        request,
        f"contact_access/{visit.view}.html",
        _STATUS.get(visit.view, status),
        **(here.shown(visit.card) if visit.card else {}),
        here=here.path,
        token=here.token,
        problems=problems,
        without_cookie="keksi" in request.query_params,
        is_told="tavoittamatta" in request.query_params,
    )
    if visit.view is View.BUTTON:
        cookies_of(request).write(answer, BROWSER, browser or at.new_browser(), BROWSER_LIFE)
    return answer


@router.post("")
async def use(
    request: Request, language: Language, token: str, at: AtContact, ways: Payment
) -> Response:
    """Use the link up for this browser; without its cookie nothing is used up."""
    here = Here(language, token, ways)
    name = one_line((await typed_in(request)).get("introduced_as", ""))
    if wrong := wrong_introduction(name):
        problem = Problem("introduced_as", f"problem.introduced_as.{wrong}")
        return await _visit_page(request, here, at, (problem,))
    browser = cookies_of(request).read(request, BROWSER)
    if browser is None:
        return go_to(f"{here.path}?keksi=puuttuu")
    await at.use_link(token, browser, name)
    return go_to(here.path)


@router.post("/en-tavoittanut")
async def tell_not_reached(
    request: Request, language: Language, token: str, at: AtContact
) -> Response:
    """Have a person look into it; the card goes on being shown."""
    browser = cookies_of(request).read(request, BROWSER) or ""
    told = await at.tell_not_reached(token, browser)
    return go_to(f"/{language}/yhteys/{token}{'?tavoittamatta=kerrottu' if told else ''}")
