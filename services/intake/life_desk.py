"""What the operator's tool does with the network's life, in nobody's name."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from uuid_utils.compat import uuid7

from services.intake.activation.model import Changed, Decision, Outcome, Press, Refused, Stand
from services.intake.activation.ports import LifeWork
from services.intake.activation.store import PostgresLife
from services.intake.activation.use_cases import ChangeActivation, ShowActivation
from services.intake.requests.adapters import read_town
from services.intake.work import store_over
from shared.activation.standing import Reach
from shared.clock import Clock
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.messaging.outbox import Outbox
from shared.messaging.relay import WAKE
from shared.postgres.places import ONE
from shared.postgres.pool import connected, open_pool
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Told:
    """What was decided; what is None stays as it stands."""

    state: ActivationState
    trigger: str
    decision: str
    areas: Collection[str] | None = None
    lines: Collection[str] | None = None
    channels: Collection[OpenChannel] | None = None
    sign_up: SignUp | None = None
    valid_until: date | None = None
    review_on: date | None = None

    def over(self, reach: Reach) -> Reach:
        """Give what is open by it."""
        return Reach(
            reach.areas if self.areas is None else frozenset(self.areas),
            reach.lines if self.lines is None else frozenset(self.lines),
            reach.channels if self.channels is None else frozenset(self.channels),
            self.sign_up or reach.sign_up,
            self.valid_until or reach.valid_until,
            self.review_on or reach.review_on,
        )


@dataclass(frozen=True, slots=True)
class LifeDesk:
    """Whoever sits at the machine sees how the network stands, and decides about that."""

    store: Store[LifeWork]
    changing: ChangeActivation

    async def stand(self) -> Stand:
        """Say how it stands."""
        stand, _ = await ShowActivation(self.store).show()
        return stand

    async def decide(self, seen: Stand, told: Told) -> Outcome:
        """Do what was decided about what was seen; it is confirmed by then."""
        reach = told.over(seen.standing.reach)
        decision = Decision(told.state, reach, told.trigger, told.decision)
        return await self.changing.change(Press(None, decision, seen.seen, is_confirmed=True))

    def told_of(self, outcome: Outcome) -> tuple[bool, str]:
        """Say whether it was done, and what became of it in a line."""
        if isinstance(outcome, Changed):
            return True, f"{outcome.stand.standing.state}\taudit {outcome.audit_id}"
        if isinstance(outcome, Refused):
            return False, f"Nothing was changed: {', '.join(outcome.faults)}."
        by = outcome.last.by if outcome.last else ""
        return False, f"Nothing was changed: {by or 'somebody at the machine'} was first."


@asynccontextmanager
async def life_desk(dsn: str, sealing_keys: str, town_file: Path) -> AsyncIterator[LifeDesk]:
    """Open it; what it says leaves at once where intake runs."""
    clock, vault = Clock(), Vault(KeyRing.from_text(sealing_keys))
    opening = open_pool(dsn, name="intake-operating", places=ONE, greet=clock.set_by)
    async with opening as pool:
        store = store_over(pool, Outbox("porukalla/intake", clock.now, uuid7), vault, nothing)
        serves = read_town(town_file).serves
        yield LifeDesk(store, ChangeActivation(store, serves, clock.now, uuid7))
        await pool.execute(f"NOTIFY {WAKE}")


async def stands_now(dsn: str) -> Stand:
    """Say how the network stands; raises NoActivationError."""
    async with connected(dsn) as connection:
        return await PostgresLife(connection).now()


def nothing() -> None:
    """Stand for the relay, which runs with the service and is called when all is said."""
