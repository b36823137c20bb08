"""Put the demo town into an empty network, through what each service offers its operator."""

import asyncio
import contextlib
from dataclasses import dataclass

from deploy.local.demo_town import MIKKELI, PARTNER, STAFF, Helper, helpers
from deploy.local.record import Network
from deploy.local.secrets import Secrets
from services.intake.operating import DemoAccount, add_demo_staff
from services.matching.operating import AddressTakenError, add_volunteer
from services.notify.operating import add_endpoint
from shared.contracts.partner_news import PARTNER_TYPES
from shared.postgres.pool import connected

SEED = 7
_WITH_CODES = "SELECT name FROM staff JOIN totp_secrets ON totp_secrets.staff_id = staff.id"


class NotEmptyError(Exception):
    """People who are no part of the demo are stored already; --force adds the demo to them."""


@dataclass(frozen=True, slots=True)
class Seeding:
    """One demo town for one network."""

    network: Network
    secrets: Secrets
    seed: int = SEED

    def run(self, *, force: bool = False) -> list[str]:
        """Add what is missing and name it; raises NotEmptyError."""
        return asyncio.run(self._run(force=force))

    async def _run(self, *, force: bool) -> list[str]:
        staff = await self._names("intake", "SELECT name FROM staff")
        is_demo = any(member.name in staff for member in STAFF)
        if not is_demo and not force and await self._is_used():
            raise NotEmptyError
        added = await self._add_staff(await self._names("intake", _WITH_CODES))
        if added or not await self._has_helpers():
            added += await self._add_helpers()
        return added + await self._add_partner()

    async def _is_used(self) -> bool:
        found = [
            *await self._names("intake", "SELECT name FROM staff LIMIT 1"),
            *await self._names("intake", "SELECT 'request' FROM requests LIMIT 1"),
            *await self._names("matching", "SELECT 'volunteer' FROM volunteers LIMIT 1"),
        ]
        return bool(found)

    async def _add_staff(self, known: set[str]) -> list[str]:
        dsn, ring = self.network.databases["intake"], self.secrets.sealing_keys("intake")
        missing = [member for member in STAFF if member.name not in known]
        for member in missing:
            account = DemoAccount(
                member.name,
                self.secrets.staff_password(member.name),
                member.role,
                self.secrets.staff_totp(member.name),
            )
            await add_demo_staff(dsn, ring, account)
        return [f"staff\t{member.role}\t{member.name}" for member in missing]

    async def _has_helpers(self) -> bool:
        """Count: addresses are sealed, and sealing each again to compare would take seconds."""
        known = await self._names("matching", "SELECT id::text FROM volunteers")
        return len(known) >= len(helpers(self.seed))

    async def _add_helpers(self) -> list[str]:
        added = []
        for helper in helpers(self.seed):
            with contextlib.suppress(AddressTakenError):
                await self._add_helper(helper)
                added.append(f"volunteer\t{helper.name}\t{helper.email}")
        return added

    async def _add_helper(self, helper: Helper) -> None:
        await add_volunteer(
            self.network.databases["matching"],
            self.secrets.sealing_keys("matching"),
            name=helper.name,
            email=helper.email,
            postal_code=helper.postal_code,
            languages=helper.languages,
            categories=helper.categories,
            areas=[MIKKELI],
        )

    async def _add_partner(self) -> list[str]:
        known = await self._names("notify", "SELECT name FROM endpoints")
        if PARTNER in known:
            return []
        url = f"http://127.0.0.1:{self.network.ports['catcher']}/_kumppani"
        await add_endpoint(
            self.network.databases["notify"],
            PARTNER,
            url,
            self.secrets.partner_secret(),
            PARTNER_TYPES,
            sealing_keys=self.secrets.sealing_keys("notify"),
        )
        return [f"partner\t{PARTNER}\t{url}"]

    async def _names(self, service: str, query: str) -> set[str]:
        async with connected(self.network.databases[service]) as connection:
            return {row[0] for row in await connection.fetch(query)}


def seed_if_empty(network: Network, secrets: Secrets) -> None:
    """Make the demo town where nobody is stored yet; complete it where it was begun."""
    try:
        Seeding(network, secrets).run()
    except NotEmptyError:
        return
