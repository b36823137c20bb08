"""Endpoints are added, changed, rotated and removed."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from fastapi import HTTPException, Request, Response

from services.notify.endpoints.pages.common import Endpoints, back, new_router, own
from services.notify.endpoints.use_cases import Added, receivers
from services.notify.subscriptions.model import EndpointId, Wishes
from services.notify.subscriptions.use_cases import wishes_of
from shared.contracts.partner_news import PARTNER_TYPES
from shared.contracts.words import Language, ServiceLine
from shared.web.forms import Problem, go_to, problems_on_page, status_for, typed_lists
from shared.web.pages import address, render
from shared.web.wording import name_of

router = new_router()

_PLACE: Final = "whsec_..."
"""Where the secret belongs in a receiver's first lines."""
_CHOICES: Final[Mapping[str, object]] = {"types": PARTNER_TYPES, "lines": list(ServiceLine)}


@router.get("/uusi")
async def ask(request: Request, organisation_id: UUID) -> Response:
    """Ask where to post, and what."""
    return _form(request, organisation_id, {}, Wishes(PARTNER_TYPES))


@router.post("/uusi")
async def add(request: Request, organisation_id: UUID, at: Endpoints) -> Response:
    """Add an endpoint and show its secret this once."""
    typed = await typed_lists(request)
    wishes, refused = wishes_of(typed, PARTNER_TYPES)
    problems = problems_on_page(refused)
    if not problems:
        added = await at.add(organisation_id, _url(typed), wishes)
        if isinstance(added, Added):
            return _secret(request, organisation_id, added.endpoint, added.secret)
        problems = (Problem("url", f"problem.url.{added}"),)
    return _form(request, organisation_id, typed, wishes, problems)


@router.get("/{endpoint}/toiveet")
async def ask_wishes(
    request: Request, language: Language, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """Ask what it is to hear."""
    wishes = (await own(at, organisation_id, endpoint)).wishes
    places = ", ".join(name_of(code, language) for code in wishes.municipalities)
    return _wishes(request, organisation_id, wishes, places)


@router.post("/{endpoint}/toiveet")
async def want(request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints) -> Response:
    """Change what it hears."""
    typed = await typed_lists(request)
    wishes, refused = wishes_of(typed, PARTNER_TYPES)
    found = await own(at, organisation_id, endpoint)
    if problems := problems_on_page(refused):
        return _wishes(request, organisation_id, wishes, _places(typed), problems)
    await at.want(organisation_id, found.id, wishes)
    return back(request, organisation_id, endpoint, "wanted")


@router.post("/{endpoint}/salaisuus")
async def rotate(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """Show a new secret this once; the former one signs too until it is ended."""
    secret = await at.rotate_secret(organisation_id, EndpointId(endpoint))
    if secret is None:
        raise HTTPException(404)
    return _secret(request, organisation_id, EndpointId(endpoint), secret, is_second=True)


@router.post("/{endpoint}/salaisuus/vanha")
async def forget_former(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """End a rotation."""
    done = await at.forget_former_secret(organisation_id, EndpointId(endpoint))
    return back(request, organisation_id, endpoint, "one" if done else "nothing")


@router.get("/{endpoint}/poista")
async def ask_removal(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """Ask before it is removed."""
    found = await own(at, organisation_id, endpoint)
    return render(request, "endpoints/remove.html", organisation=organisation_id, endpoint=found)


@router.post("/{endpoint}/poista")
async def remove(
    request: Request, organisation_id: UUID, endpoint: UUID, at: Endpoints
) -> Response:
    """Remove it for good."""
    await at.remove(organisation_id, EndpointId(endpoint))
    return go_to(address(request, "own_news", organisation_id=organisation_id))


def _form(
    request: Request,
    organisation: UUID,
    typed: Mapping[str, Sequence[str]],
    wishes: Wishes,
    problems: tuple[Problem, ...] = (),
) -> Response:
    return render(
        request,
        "endpoints/add.html",
        status_for(problems),
        organisation=organisation,
        url=_url(typed),
        wishes=wishes,
        places=_places(typed),
        problems=problems,
        **_CHOICES,
    )


def _wishes(
    request: Request,
    organisation: UUID,
    wishes: Wishes,
    places: str,
    problems: tuple[Problem, ...] = (),
) -> Response:
    return render(
        request,
        "endpoints/change.html",
        status_for(problems),
        organisation=organisation,
        wishes=wishes,
        places=places,
        problems=problems,
        **_CHOICES,
    )


def _secret(
    request: Request,
    organisation: UUID,
    endpoint: EndpointId,
    secret: str,
    *,
    is_second: bool = False,
) -> Response:
    return render(
        request,
        "endpoints/secret.html",
        organisation=organisation,
        endpoint=endpoint,
        secret=secret,
        is_second=is_second,
        snippets={name: text.replace(_PLACE, secret) for name, text in receivers().items()},
    )


def _url(typed: Mapping[str, Sequence[str]]) -> str:
    return typed.get("url", [""])[-1].strip()


def _places(typed: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(typed.get("municipalities", ()))
