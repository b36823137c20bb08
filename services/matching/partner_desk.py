"""What the operator's tool does with organisations, and with what they did."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from uuid_utils.compat import uuid7

from services.matching.activities.use_cases.hand_in import ActivityRows
from services.matching.activities.use_cases.keep import KeepActivities
from services.matching.activities.use_cases.sheets import SheetsOfActivities
from services.matching.partners.adapters import read_agreements
from services.matching.partners.model import Capacity, OrganisationId, Partner
from services.matching.partners.rules.reading import read_capacity
from services.matching.partners.use_cases.change import By
from services.matching.partners.use_cases.look_after import LookAfterPartner
from services.matching.partners.use_cases.oversee import OverseePartners
from services.matching.work import store_over
from shared.activation.current import PostgresCurrent
from shared.chance import Chance
from shared.clock import HELSINKI, Clock
from shared.contracts.words import ServiceLine
from shared.funding.file import read_funding
from shared.messaging.outbox import Outbox
from shared.messaging.relay import WAKE
from shared.postgres.places import ONE
from shared.postgres.pool import open_pool
from shared.sealing.keyring import KeyRing
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.sheets.glossary import IMPORTS_FILE, Glossary


@dataclass(frozen=True, slots=True)
class PartnerDesk:
    """What the operator's tool does with organisations, in nobody's name."""

    look_after: LookAfterPartner
    oversee: OverseePartners

    def id_of(self, which: UUID) -> OrganisationId:
        """Read which organisation it is."""
        return OrganisationId(which)

    def by(self, seen: Partner) -> By:
        """Say what was seen."""
        return By(seen.organisation_id, None, seen.edition)


@asynccontextmanager
async def partner_desk(dsn: str, ring_text: str) -> AsyncIterator[PartnerDesk]:
    """Open it; what it says leaves at once where matching runs."""
    clock = Clock()
    opening = open_pool(dsn, name="matching.operating", places=ONE, greet=clock.set_by)
    async with opening as pool:
        outbox = Outbox("porukalla/matching", clock.now, uuid7)
        store = store_over(pool, outbox, Vault(KeyRing.from_text(ring_text)), nothing)
        look_after = LookAfterPartner(store, (), lambda: clock.today(HELSINKI), read_agreements())
        yield PartnerDesk(look_after, OverseePartners(store))
        await pool.execute(f"NOTIFY {WAKE}")


@asynccontextmanager
async def activity_rows(
    dsn: str, ring_text: str, organisation_id: UUID
) -> AsyncIterator[ActivityRows | None]:
    """Open it; None where there is no such organisation, or it has not said what it does."""
    clock, which = Clock(), OrganisationId(organisation_id)
    opening = open_pool(dsn, name="matching.operating", places=ONE, greet=clock.set_by)
    async with opening as pool:
        outbox = Outbox("porukalla/matching", clock.now, uuid7)
        store = store_over(pool, outbox, Vault(KeyRing.from_text(ring_text)), nothing)
        current, chance = PostgresCurrent(pool), Chance(uuid7, new_token)
        keep = KeepActivities(store, current, chance, clock.now, read_funding().funders)
        sheets = SheetsOfActivities(keep, Glossary.read(IMPORTS_FILE).kind("activities"))
        bounds = await sheets.bounds(which)
        yield ActivityRows(sheets, which, bounds) if bounds else None
        await pool.execute(f"NOTIFY {WAKE}")


def read_told(
    partner: Partner, line: str, typed: Mapping[str, str], today: date
) -> Mapping[ServiceLine, Capacity] | str:
    """Read how much of one line it can give, beside what it told of others; or what is wrong."""
    found = [each for each in partner.lines if each == line]
    if not found:
        return "The organisation does not do that."
    amount = typed["amount"]
    room = {"0": "none"}.get(amount, amount if amount in {"unlimited", "untold"} else "some")
    fields = {f"{name}_{line}": (value,) for name, value in typed.items()}
    read = read_capacity(fields | {f"room_{line}": (room,)}, found, today)
    if isinstance(read, tuple):
        return "; ".join(f"{each.field}: {each.code}" for each in read)
    others = {each: told for each, told in partner.capacity.items() if each != line}
    return {**others, **read}


def nothing() -> None:
    """Wake nobody: the service's own relay finds the event by its slow poll."""
