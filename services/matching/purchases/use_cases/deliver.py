"""A supplier writes down what they delivered, and corrects it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.matching.activities.model import ActivityId, By, Logged
from services.matching.activities.model import Done as AsActivity
from services.matching.activities.use_cases.derive import write_down_next
from services.matching.activities.use_cases.keep import ChangedMeanwhileError
from services.matching.partners.model import OrganisationId
from services.matching.purchases.events import delivered
from services.matching.purchases.model import (
    Delivering,
    Delivery,
    DeliveryId,
    Done,
    OwnPurchases,
    Purchase,
    PurchaseId,
)
from services.matching.purchases.ports import PurchaseWork
from services.matching.purchases.rules.delivery import read_delivery
from shared.chance import Chance
from shared.contracts.words import Basis
from shared.fields.problem import Problem
from shared.work import Store

SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it was sent: about what, by whom, its key, and its fields."""

    organisation_id: OrganisationId
    purchase_id: PurchaseId
    by: By
    key: UUID
    """Drawn with the form: what is sent twice is stored once."""
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DeliverServices:
    """None stands for an organisation, a contract or a delivery that is not there."""

    store: Store[PurchaseWork]
    chance: Chance
    today: Callable[[], date]

    def new_key(self) -> UUID:
        """Draw the key of a form."""
        return self.chance.new_id()

    async def show(self, organisation_id: OrganisationId) -> OwnPurchases | None:
        """Show an organisation's contracts, and what it delivered last."""
        async with self.store.begin() as work:
            partner = await work.partners.find(organisation_id)
            if partner is None:
                return None
            purchases = await work.purchases.of(organisation_id)
            latest = await work.purchases.latest(organisation_id, SHOWN)
        return OwnPurchases(organisation_id, partner.name, purchases, latest, self.today())

    async def begin(
        self,
        organisation_id: OrganisationId,
        purchase_id: PurchaseId,
        before: DeliveryId | None = None,
    ) -> Delivering | None:
        """Give what a form is about; `before` is the delivery that is repeated or corrected."""
        async with self.store.begin() as work:
            purchase = await work.purchases.find(organisation_id, purchase_id)
            last = await work.purchases.delivery(organisation_id, before) if before else None
        if purchase is None or (last is not None and last.purchase_id != purchase_id):
            return None
        return Delivering(purchase, self.today(), last)

    async def deliver(self, sent: Sent) -> DeliveryId | tuple[Problem, ...] | None:
        """Write one down; of a form that is sent twice the first stays."""
        async with self.store.begin() as work:
            held = await work.purchases.lock(sent.organisation_id, sent.purchase_id)
            if held is None:
                return None
            if before := await work.purchases.of_draft(sent.organisation_id, sent.key):
                return before
            done = read_delivery(sent.fields, held, self.today())
            if not isinstance(done, Done):
                return done
            new = Delivery(
                id=DeliveryId(self.chance.new_id()),
                purchase_id=held.id,
                organisation_id=held.organisation_id,
                number=held.version + 1,
                done=done,
                by=sent.by,
            )
            await _keep(work, held, new, sent.key)
        return new.id

    async def correct(
        self, sent: Sent, delivery_id: DeliveryId, number: int
    ) -> DeliveryId | tuple[Problem, ...] | None:
        """Write it down anew as its next number; what was said before stays.

        Raises ChangedMeanwhileError where `number` is not the newest any more.
        """
        whose = sent.organisation_id
        async with self.store.begin() as work:
            held = await work.purchases.lock(whose, sent.purchase_id)
            before = await work.purchases.delivery(whose, delivery_id)
            if held is None or before is None or before.purchase_id != held.id:
                return None
            if await work.purchases.of_draft(whose, sent.key):
                return before.id
            done = read_delivery(sent.fields, held, self.today(), before.done)
            if not isinstance(done, Done):
                return done
            if before.number != number:
                raise ChangedMeanwhileError
            anew = replace(before, number=held.version + 1, replaces=number, done=done, by=sent.by)
            counted = replace(held, delivered=held.delivered - before.done.quantity)
            await _keep(work, counted, anew, sent.key)
        return before.id


async def _keep(work: PurchaseWork, held: Purchase, new: Delivery, key: UUID) -> None:
    """Store it, what it leaves of the contract, and that people came, if they did."""
    counted = replace(held, version=new.number, delivered=held.delivered + new.done.quantity)
    await work.purchases.log(new, key)
    await work.purchases.count(counted)
    await work.publish([delivered(counted, new)])
    if new.done.attendance:
        await write_down_next(work, _activity(counted, new, new.done.attendance), key)


def _activity(purchase: Purchase, delivery: Delivery, attendance: int) -> Logged:
    """Say what people came to; what turned out not to be bought was done all the same."""
    done, terms = delivery.done, purchase.terms
    return Logged(
        id=ActivityId(delivery.id),
        organisation_id=purchase.organisation_id,
        number=1,
        done=AsActivity(
            title=terms.service,
            service_line=terms.service_line,
            municipality=terms.municipality,
            occurred_on=done.occurred_on,
            minutes=done.minutes,
            headcount=attendance,
            basis=Basis.COUNTED,
        ),
        by=delivery.by,
        activation=purchase.activation,
        purchase_id=purchase.id if done.quantity else None,
    )
