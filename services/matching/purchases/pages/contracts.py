"""The coordinators' list of contracts, as a page and as a file, and the form of a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.matching.purchases.model import Offer
from services.matching.purchases.pages.shown import problems_of
from services.matching.purchases.rules.sheet import COLUMNS
from services.matching.purchases.use_cases.contract import BuyServices, Which
from shared.contracts.purchase_words import PurchaseUnit
from shared.contracts.words import ServiceLine
from shared.web.forms import Problem, go_to, status_for, typed_with_key
from shared.web.handed_out import sheet_answer
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/ostot", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
AtPurchases = Annotated[BuyServices, Depends(use_case(BuyServices))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the form of a contract shows; `stated` is the number of what it corrects."""

    offer: Offer
    typed: Mapping[str, str]
    key: UUID
    back: str
    problems: tuple[Problem, ...] = ()
    stated: int | None = None


@router.get("")
async def show_all(request: Request, at: AtPurchases) -> Response:
    """List all, with what was delivered of what is agreed."""
    return worded(request, "purchases/list.html", every=await at.every(), today=at.today())


@router.get("/tiedosto")
async def hand_out(at: AtPurchases) -> Response:
    """Give the list as a file; what is in it is no formula."""
    return sheet_answer("ostot.csv", COLUMNS, await at.rows())


@router.get("/uusi")
async def ask(request: Request, at: AtPurchases) -> Response:
    """Show the form of a new one."""
    form = Form(
        offer=await at.offer(), typed={}, key=at.new_key(), back=address(request, "purchases")
    )
    return form_page(request, form)


@router.post("/uusi")
async def sign(request: Request, at: AtPurchases) -> Response:
    """Agree on it, or say what is to be mended and keep what was typed."""
    typed, key = await typed_with_key(request, at.new_key())
    signed = await at.sign(typed, key, staff_of(request).staff_id)
    if isinstance(signed, Which):
        return go_to(contract_path(request, signed))
    form = Form(
        offer=await at.offer(),
        typed=typed,
        key=key,
        back=address(request, "purchases"),
        problems=problems_of(signed),
    )
    return form_page(request, form)


def form_page(request: Request, form: Form) -> Response:
    """Show the form of a contract."""
    return worded(
        request,
        "purchases/form.html",
        status_for(form.problems),
        form=form,
        problems=form.problems,
        units=tuple(PurchaseUnit),
        lines=tuple(ServiceLine),
    )


def contract_path(request: Request, which: Which) -> str:
    """Give where one contract is."""
    return f"{address(request, 'purchases')}/{which.organisation_id}/{which.purchase_id}"
