"""One contract: what was delivered against what is agreed, its correction, and its end."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import Contract, PurchaseId
from services.matching.purchases.pages.contracts import (
    AtPurchases,
    Form,
    contract_path,
    form_page,
)
from services.matching.purchases.pages.shown import UNKNOWN, problems_of
from services.matching.purchases.rules.delivery import may_deliver
from services.matching.purchases.rules.terms import as_typed
from services.matching.purchases.use_cases.contract import (
    BuyServices,
    Changed,
    TermsChangedError,
    Which,
)
from shared.web.forms import Problem, by_link, go_to, number_in, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/ostot/{organisation_id}/{purchase_id}",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)
CHANGED: Final = (Problem("title", "problem.purchase.changed"),)
END_CHANGED: Final = (Problem("ended_on", "problem.purchase.changed"),)


async def which_one(organisation_id: UUID, purchase_id: UUID) -> Which:
    """Read which contract it is."""
    return Which(OrganisationId(organisation_id), PurchaseId(purchase_id))


WhichOne = Annotated[Which, Depends(which_one)]


@router.get("")
async def show(request: Request, which: WhichOne, at: AtPurchases) -> Response:
    """Show it with its deliveries."""
    return _page(request, which, by_link(await at.one(which), UNKNOWN))


@router.get("/korjaa")
async def ask_anew(request: Request, which: WhichOne, at: AtPurchases) -> Response:
    """Show the form with what is agreed."""
    one = by_link(await at.one(which), UNKNOWN)
    return form_page(request, _anew(request, which, one, at))


@router.post("/korjaa")
async def correct(request: Request, which: WhichOne, at: AtPurchases) -> Response:
    """Agree on something else; where somebody else did meanwhile, show what they agreed on."""
    typed = await typed_in(request)
    stated = number_in(typed, "stated")
    try:
        done = await at.correct(Changed(which, staff_of(request).staff_id, stated, typed))
    except TermsChangedError:
        one = by_link(await at.one(which), UNKNOWN)
        return form_page(request, _anew(request, which, one, at, CHANGED))
    if isinstance(by_link(done, UNKNOWN), Which):
        return go_to(contract_path(request, which))
    one = by_link(await at.one(which), UNKNOWN)
    form = Form(
        offer=one.offer,
        typed=typed,
        key=at.new_key(),
        back=contract_path(request, which),
        problems=problems_of(done if isinstance(done, tuple) else ()),
        stated=stated,
    )
    return form_page(request, form)


@router.post("/paata")
async def end(request: Request, which: WhichOne, at: AtPurchases) -> Response:
    """End it before its last day, or say why that cannot be."""
    typed = await typed_in(request)
    try:
        done = await at.end(
            Changed(which, staff_of(request).staff_id, number_in(typed, "stated"), typed)
        )
    except TermsChangedError:
        return _page(request, which, by_link(await at.one(which), UNKNOWN), END_CHANGED)
    if isinstance(by_link(done, UNKNOWN), Which):
        return go_to(contract_path(request, which))
    wrong = problems_of(done if isinstance(done, tuple) else ())
    one = by_link(await at.one(which), UNKNOWN)
    return _page(request, which, one, wrong, typed.get("ended_on", ""))


def _anew(
    request: Request,
    which: Which,
    one: Contract,
    at: BuyServices,
    problems: tuple[Problem, ...] = (),
) -> Form:
    """Begin a correction with what is agreed."""
    return Form(
        offer=one.offer,
        typed=as_typed(one.bought.purchase.terms),
        key=at.new_key(),
        back=contract_path(request, which),
        problems=problems,
        stated=one.bought.purchase.stated,
    )


def _page(
    request: Request,
    which: Which,
    one: Contract,
    problems: tuple[Problem, ...] = (),
    ended_on: str = "",
) -> Response:
    own = address(request, "own_purchases", organisation_id=which.organisation_id)
    return worded(
        request,
        "purchases/one.html",
        status_for(problems),
        one=one,
        problems=problems,
        ended_on=ended_on,
        here=contract_path(request, which),
        own=f"{own}/{which.purchase_id}",
        may_deliver=may_deliver(one.bought.purchase, one.offer.today),
    )
