"""A supplier's contracts, and what they delivered: written down, repeated, corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.matching.activities.model import By
from services.matching.activities.use_cases.keep import ChangedMeanwhileError
from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import (
    Delivering,
    DeliveryId,
    Purchase,
    PurchaseId,
)
from services.matching.purchases.pages.contracts import contract_path
from services.matching.purchases.pages.shown import UNKNOWN, problems_of
from services.matching.purchases.rules.delivery import as_typed, begun, may_deliver
from services.matching.purchases.use_cases.contract import Which
from services.matching.purchases.use_cases.deliver import DeliverServices, Sent
from shared.fields.problem import Problem as Refused
from shared.web.forms import (
    Problem,
    UnknownLinkError,
    by_link,
    go_to,
    number_in,
    status_for,
    typed_with_key,
)
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}/ostot",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)
AtDeliveries = Annotated[DeliverServices, Depends(use_case(DeliverServices))]
CHANGED: Final = (Problem("quantity", "problem.purchase.changed"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the form of a delivery shows; `number` is that of what it corrects."""

    purchase: Purchase
    typed: Mapping[str, str]
    key: UUID
    problems: tuple[Problem, ...] = ()
    number: int | None = None


@router.get("")
async def show(
    request: Request, organisation_id: UUID, at: AtDeliveries, kirjattu: UUID | None = None
) -> Response:
    """Show what is agreed and what is left of it; with the id of what was just written down."""
    shown = by_link(await at.show(OrganisationId(organisation_id)), UNKNOWN)
    open_ones = [each for each in shown.purchases if may_deliver(each, shown.today)]
    last = {each.purchase_id: each.id for each in reversed(shown.latest)}
    return worded(
        request,
        "purchases/own.html",
        shown=shown,
        done=kirjattu,
        open_ones=open_ones,
        closed=[each for each in shown.purchases if each not in open_ones],
        last=last,
        names={each.id: each.terms for each in shown.purchases},
        here=address(request, "own_purchases", organisation_id=organisation_id),
    )


@router.get("/{purchase_id}/kirjaa")
async def ask(
    request: Request,
    organisation_id: UUID,
    purchase_id: UUID,
    at: AtDeliveries,
    toista: UUID | None = None,
) -> Response:
    """Show the form: one today, or as long as what is repeated."""
    before = DeliveryId(toista) if toista else None
    about = by_link(
        await at.begin(OrganisationId(organisation_id), PurchaseId(purchase_id), before), UNKNOWN
    )
    last = about.before.done if about.before else None
    typed = begun(about.purchase, about.today, last)
    return _form(request, Form(purchase=about.purchase, typed=typed, key=at.new_key()))


@router.post("/{purchase_id}/kirjaa")
async def log(
    request: Request, organisation_id: UUID, purchase_id: UUID, at: AtDeliveries
) -> Response:
    """Write it down, or say what is to be mended and keep what was typed."""
    typed, key = await typed_with_key(request, at.new_key())
    sent = _sent(request, (organisation_id, purchase_id), typed, key)
    logged = await at.deliver(sent)
    if logged is None:
        raise UnknownLinkError(UNKNOWN)
    if isinstance(logged, UUID):
        return _listed(request, sent, logged)
    about = by_link(await at.begin(sent.organisation_id, sent.purchase_id), UNKNOWN)
    return _form(request, _wrong(about, sent, logged))


@router.get("/{purchase_id}/tehty/{delivery_id}")
async def ask_anew(
    request: Request,
    organisation_id: UUID,
    purchase_id: UUID,
    delivery_id: UUID,
    at: AtDeliveries,
) -> Response:
    """Show the form with what was written down."""
    which = OrganisationId(organisation_id), PurchaseId(purchase_id), DeliveryId(delivery_id)
    return _form(request, _anew(by_link(await at.begin(*which), UNKNOWN), at))


@router.post("/{purchase_id}/tehty/{delivery_id}")
async def correct(
    request: Request,
    organisation_id: UUID,
    purchase_id: UUID,
    delivery_id: UUID,
    at: AtDeliveries,
) -> Response:
    """Write it down anew; where somebody else did so meanwhile, show what they wrote."""
    typed, key = await typed_with_key(request, at.new_key())
    sent = _sent(request, (organisation_id, purchase_id), typed, key)
    which, number = DeliveryId(delivery_id), number_in(typed, "number")
    try:
        done = await at.correct(sent, which, number)
    except ChangedMeanwhileError:
        about = await at.begin(sent.organisation_id, sent.purchase_id, which)
        form = _anew(by_link(about, UNKNOWN), at)
        return _form(request, replace(form, problems=CHANGED))
    if done is None:
        raise UnknownLinkError(UNKNOWN)
    if isinstance(done, UUID):
        return _listed(request, sent, done)
    about = by_link(await at.begin(sent.organisation_id, sent.purchase_id, which), UNKNOWN)
    return _form(request, replace(_wrong(about, sent, done), number=number))


def _anew(about: Delivering, at: DeliverServices) -> Form:
    before = by_link(about.before, UNKNOWN)
    typed = as_typed(before.done)
    return Form(purchase=about.purchase, typed=typed, key=at.new_key(), number=before.number)


def _wrong(about: Delivering, sent: Sent, refused: tuple[Refused, ...]) -> Form:
    problems = problems_of(refused)
    return Form(purchase=about.purchase, typed=sent.fields, key=sent.key, problems=problems)


def _sent(request: Request, which: tuple[UUID, UUID], typed: Mapping[str, str], key: UUID) -> Sent:
    """Give the form; whoever is not of the organisation writes on its behalf."""
    who = staff_of(request)
    return Sent(
        organisation_id=OrganisationId(which[0]),
        purchase_id=PurchaseId(which[1]),
        by=By(who.staff_id, who.organisation_id != which[0]),
        key=key,
        fields=typed,
    )


def _listed(request: Request, sent: Sent, logged: UUID) -> Response:
    back = _back(request, sent.organisation_id, sent.purchase_id)
    return go_to(back if sent.by.is_on_behalf else f"{back}?kirjattu={logged}")


def _back(request: Request, organisation_id: UUID, purchase_id: UUID) -> str:
    """Lead a supplier to their own page, and a coordinator to the contract."""
    if staff_of(request).organisation_id == organisation_id:
        return address(request, "own_purchases", organisation_id=organisation_id)
    return contract_path(request, Which(OrganisationId(organisation_id), PurchaseId(purchase_id)))


def _form(request: Request, form: Form) -> Response:
    purchase = form.purchase
    return worded(
        request,
        "purchases/deliver.html",
        status_for(form.problems),
        form=form,
        problems=form.problems,
        back=_back(request, purchase.organisation_id, purchase.id),
    )
