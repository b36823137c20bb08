"""The one clock of the network: what services ask in Python, and SQL by `network_now()`.

Only a test network is ahead of the world; a database's owner says by how much, and a service
takes it over with each connection it opens. What a protocol or a partner measures keeps the
world's time (`datetime.now`): the date of a mail, a webhook's signature, a certificate.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from shared.postgres.types import Connection

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
"""Where the help is given."""


def local_day(moment: datetime) -> date:
    """Give the day where the help is given."""
    return moment.astimezone(HELSINKI).date()


_AHEAD: Final = "SELECT network_ahead()"
_SHIFT: Final = """
CREATE OR REPLACE FUNCTION network_ahead() RETURNS interval
LANGUAGE sql STABLE PARALLEL SAFE
AS 'SELECT interval ''{seconds} seconds'''
"""


@dataclass(slots=True)
class Clock:
    """Tells the network's time; `ahead` is how far it is before the world's."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Tell the moment, in UTC."""
        return datetime.now(UTC) + self.ahead

    def today(self, zone: tzinfo) -> date:
        """Tell the day where `zone` is kept."""
        return self.now().astimezone(zone).date()

    async def set_by(self, connection: Connection) -> None:
        """Go as the database of this connection goes."""
        self.ahead = await connection.fetchval(_AHEAD)


async def shift(owner: Connection, ahead: timedelta) -> None:
    """Set a test network's database ahead; only the owner of the database may."""
    await owner.execute(_SHIFT.format(seconds=ahead.total_seconds()))
