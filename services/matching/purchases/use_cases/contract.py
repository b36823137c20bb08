"""A coordinator buys a service, sees what was delivered of it, corrects it and ends it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.matching.partners.model import OrganisationId, Partner
from services.matching.programme.rules.typed import Typed
from services.matching.purchases.events import contracted, corrected, ended
from services.matching.purchases.model import (
    Bought,
    Contract,
    Offer,
    Purchase,
    PurchaseId,
    Terms,
)
from services.matching.purchases.ports import PurchaseWork
from services.matching.purchases.rules.sheet import row_of
from services.matching.purchases.rules.terms import read_correction, read_end, read_terms
from shared.activation.current import Current
from shared.chance import Chance
from shared.contracts.partner_words import PartnerStanding
from shared.fields.problem import Problem
from shared.work import Store

ENDED: Final = (Problem("ended_on", "ended"),)


class TermsChangedError(Exception):
    """Somebody else changed the contract since the form was opened."""


@dataclass(frozen=True, slots=True)
class Which:
    """A contract by its supplier and its id."""

    organisation_id: OrganisationId
    purchase_id: PurchaseId


@dataclass(frozen=True, slots=True)
class Changed:
    """A form about a contract: by whom, and the number of the terms that they saw."""

    which: Which
    by: UUID
    stated: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BuyServices:
    """None stands for a contract that is not there."""

    store: Store[PurchaseWork]
    current: Current
    towns: Sequence[str]
    chance: Chance
    today: Callable[[], date]

    def new_key(self) -> UUID:
        """Draw the key of a form."""
        return self.chance.new_id()

    async def every(self) -> Sequence[Bought]:
        """List all contracts with what was delivered of each."""
        async with self.store.begin() as work:
            names = {each.organisation_id: each.name for each in await work.partners.every()}
            minutes = await work.purchases.minutes()
            return [
                Bought(each, names.get(each.organisation_id, ""), minutes.get(each.id, 0))
                for each in await work.purchases.every()
            ]

    async def rows(self) -> Sequence[Sequence[str]]:
        """Give the list as rows of a sheet."""
        return [row_of(each) for each in await self.every()]

    async def offer(self) -> Offer:
        """Say who may be chosen as supplier, and for where."""
        async with self.store.begin() as work:
            return self._offer(await work.partners.every())

    async def one(self, which: Which) -> Contract | None:
        """Show one with its deliveries, and how what is agreed has changed."""
        whose = which.organisation_id
        async with self.store.begin() as work:
            purchase = await work.purchases.find(whose, which.purchase_id)
            supplier = await work.partners.find(whose)
            if purchase is None or supplier is None:
                return None
            deliveries = await work.purchases.deliveries(whose, purchase.id)
            stated = await work.purchases.stated(whose, purchase.id)
        minutes = sum(each.done.minutes for each in deliveries if each.done.quantity)
        bought = Bought(purchase, supplier.name, minutes)
        return Contract(bought, deliveries, stated, self._offer([supplier]))

    async def sign(
        self, fields: Mapping[str, str], key: UUID, by: UUID
    ) -> Which | tuple[Problem, ...]:
        """Agree on one; of a form that is sent twice the first stays."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            typed, offer = Typed(fields), self._offer(await work.partners.every())
            supplier = _supplier(typed, offer.suppliers)
            terms = read_terms(typed, offer.municipalities, offer.today)
            if typed.problems or supplier is None:
                return tuple(typed.problems)
            new = Purchase(
                id=PurchaseId(self.chance.new_id()),
                organisation_id=supplier.organisation_id,
                terms=terms,
                activation=activation,
            )
            before = await work.purchases.sign(new, key, by)
            if before is None:
                await work.publish([contracted(new, supplier)])
        return Which(supplier.organisation_id, before or new.id)

    async def correct(self, sent: Changed) -> Which | tuple[Problem, ...] | None:
        """Agree on something else; raises TermsChangedError.

        Who says what is agreed already changes nothing: a form that was sent twice.
        """
        whose = sent.which.organisation_id
        async with self.store.begin() as work:
            held = await work.purchases.lock(whose, sent.which.purchase_id)
            supplier = await work.partners.find(whose)
            if held is None or supplier is None:
                return None
            deliveries = await work.purchases.deliveries(whose, held.id)
            towns = self._offer([supplier]).municipalities
            terms = read_correction(Typed(sent.fields), held, deliveries, towns)
            if not isinstance(terms, Terms):
                return terms
            if terms != held.terms:
                anew = _stated(replace(held, terms=terms), sent.stated)
                await work.purchases.restate(anew, sent.by)
                await work.publish([corrected(anew, supplier)])
        return sent.which

    async def end(self, sent: Changed) -> Which | tuple[Problem, ...] | None:
        """End it early, once; raises TermsChangedError."""
        whose = sent.which.organisation_id
        async with self.store.begin() as work:
            held = await work.purchases.lock(whose, sent.which.purchase_id)
            if held is None:
                return None
            deliveries = await work.purchases.deliveries(whose, held.id)
            day = read_end(sent.fields, held, deliveries)
            if not isinstance(day, date):
                return day
            if held.ended_on not in {None, day}:
                return ENDED
            if held.ended_on is None:
                anew = _stated(replace(held, ended_on=day), sent.stated)
                await work.purchases.restate(anew, sent.by)
                await work.publish([ended(anew)])
        return sent.which

    def _offer(self, partners: Sequence[Partner]) -> Offer:
        here = [each for each in partners if each.standing is not PartnerStanding.LEFT]
        return Offer([each for each in here if each.name], self.towns, self.today())


def _stated(anew: Purchase, seen: int) -> Purchase:
    """Give it the next number, unless its terms are not those that were seen."""
    if anew.stated != seen:
        raise TermsChangedError
    return replace(anew, version=anew.version + 1, stated=anew.version + 1)


def _supplier(typed: Typed, suppliers: Sequence[Partner]) -> Partner | None:
    said = typed.said("supplier")
    found = next((each for each in suppliers if str(each.organisation_id) == said), None)
    if found is None:
        typed.refuse("supplier", "unknown" if said else "missing")
    return found
