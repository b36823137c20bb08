"""One endpoint: how it stands, what was posted to it, and what is tried by hand."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, HTTPException, Request, Response

from services.notify.deliveries.model import DeliveryId, State
from services.notify.endpoints.model import Choice
from services.notify.endpoints.pages.common import Done, Endpoints, back, new_router, own
from services.notify.endpoints.use_cases import TryOwnEndpoints
from services.notify.subscriptions.model import EndpointId
from shared.clock import HELSINKI
from shared.contracts.partner_news import PARTNER_TYPES
from shared.contracts.words import Language
from shared.web.forms import typed_in
from shared.web.pages import catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = new_router()

STATES: Final[tuple[State, ...]] = ("waiting", "sent", "failed")
Trials = Annotated[TryOwnEndpoints, Depends(use_case(TryOwnEndpoints))]


async def chosen(state: str = "", kind: str = "", after: UUID | None = None) -> Choice:
    """Read the filter out of the address; what is none of its choices is no choice."""
    known = next((each for each in STATES if each == state), None)
    heard = kind if kind in PARTNER_TYPES else None
    return Choice(known, heard, DeliveryId(after) if after else None)


@router.get("/{endpoint}")
async def show(  # noqa: PLR0913, PLR0917  # the parts of the address
    request: Request,
    language: Language,
    organisation_id: UUID,
    endpoint: UUID,
    at: Endpoints,
    choice: Annotated[Choice, Depends(chosen)],
    done: Done | None = None,
) -> Response:
    """Show one endpoint, and what was posted to it."""
    found = await own(at, organisation_id, endpoint)
    return render(
        request,
        "endpoints/one.html",
        200,
        organisation=organisation_id,
        endpoint=found,
        listed=await at.list_deliveries(organisation_id, found.id, choice),
        choice=choice,
        states=STATES,
        done=done,
        **_words(request, language),
    )


@router.get("/{endpoint}/toimitukset/{delivery}")
async def show_posted(  # noqa: PLR0913, PLR0917  # the parts of the address
    request: Request,
    language: Language,
    organisation_id: UUID,
    endpoint: UUID,
    delivery: UUID,
    at: Endpoints,
) -> Response:
    """Show what was posted, and each attempt."""
    found = await at.show_posted(organisation_id, EndpointId(endpoint), DeliveryId(delivery))
    if found is None:
        raise HTTPException(404)
    return render(
        request,
        "endpoints/posted.html",
        200,
        organisation=organisation_id,
        endpoint=endpoint,
        posted=found,
        **_words(request, language),
    )


@router.post("/{endpoint}/toimitukset/{delivery}/uudelleen")
async def send_again(
    request: Request, organisation_id: UUID, endpoint: UUID, delivery: UUID, at: Endpoints
) -> Response:
    """Send one that was given up again."""
    done = await at.send_again(organisation_id, EndpointId(endpoint), DeliveryId(delivery))
    return back(request, organisation_id, endpoint, "again" if done else "nothing")


@router.post("/{endpoint}/tarkista")
async def check(request: Request, organisation_id: UUID, endpoint: UUID, at: Trials) -> Response:
    """Ask for an answer to a challenge."""
    is_answered = await at.check(organisation_id, EndpointId(endpoint))
    return back(request, organisation_id, endpoint, "checked" if is_answered else "unanswered")


@router.post("/{endpoint}/kokeile")
async def send_test(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Trials
) -> Response:
    """Post a piece of news that tells of nothing."""
    is_heard = await at.send_test(organisation_id, EndpointId(endpoint))
    return back(request, organisation_id, endpoint, "tested" if is_heard else "untested")


@router.post("/{endpoint}/kayttoon")
async def switch_on(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """Send what was missed and what comes."""
    done = await at.switch_on(organisation_id, EndpointId(endpoint))
    return back(request, organisation_id, endpoint, "on" if done else "nothing")


@router.post("/{endpoint}/uudelleen")
async def send_missed(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """Send all that failed since a day again."""
    since = _day((await typed_in(request)).get("since", ""))
    done = await at.send_missed(organisation_id, EndpointId(endpoint), since)
    return back(request, organisation_id, endpoint, "missed" if done else "nothing")


def _words(request: Request, language: Language) -> Mapping[str, object]:
    return {
        "say": Wording(catalogues_of(request), language).code,
        "place": lambda code: name_of(code, language),
        "as_json": lambda value: json.dumps(value, indent=2),
        "types": PARTNER_TYPES,
    }


def _day(text: str) -> datetime | None:
    """Read the first moment of a day as people here count it; None where nothing is said."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)
    except ValueError:
        return None
