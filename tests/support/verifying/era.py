"""A history whose ids grow with time, as real ones do, and a clock to let it grow old."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from shared.clock import shift
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import ENVELOPES, write
from shared.retention.inventory import read_inventory
from shared.retention.jobs import jobs_of
from shared.retention.loop import Forget
from tests.support.verifying.history import History

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
AGE = read_inventory().of_service("intake")["outbox"].age


@dataclass
class Era:
    """Each id of a made-up event is exchanged for one that is drawn when it is first met."""

    history: History
    ids: dict[str, str] = field(default_factory=dict)

    def lived(self, *events: Envelope[Event]) -> list[Envelope[Event]]:
        """Give the events with ids of now."""
        return [self._lived(event) for event in events]

    def of(self, made_up: UUID) -> UUID:
        """Give the id that stands for a made-up one."""
        return UUID(self._of(str(made_up)))

    async def tell(self, *events: Envelope[Event]) -> None:
        """Let publishers say the events and every consumer handle them."""
        await self.history.tell(*self.lived(*events))

    async def grow_old(self, by: timedelta = AGE + timedelta(hours=1)) -> None:
        """Set every database's clock ahead of the world's."""
        for dsn in self.history.owners.values():
            owner = await asyncpg.connect(dsn)
            await shift(owner, by)
            await owner.close()

    async def forget(self) -> None:
        """Let every service remove what is too old."""
        for service, pool in self.history.pools.items():
            here = Path(str(import_module(f"services.{service}").__file__)).parent
            forget = Forget(pool, jobs_of(service, here, read_inventory()))
            while await forget() is not None:
                pass

    async def rows(self) -> Mapping[str, int]:
        """Count what is left in all outboxes and inboxes."""
        pools = self.history.pools.values()
        return {
            table: sum([await pool.fetchval(f"SELECT count(*) FROM {table}") for pool in pools])  # noqa: S608  # ours
            for table in ("outbox", "inbox")
        }

    def _lived(self, event: Envelope[Event]) -> Envelope[Event]:
        self._of(event.subject.rpartition("/")[2])  # whatever it is about is older than the event
        text = _ID.sub(lambda found: self._of(found[0]), write(event).decode())
        lived: Envelope[Event] = ENVELOPES[event.type].model_validate_json(text)
        return lived

    def _of(self, made_up: str) -> str:
        return self.ids.setdefault(made_up, str(uuid7()))
