"""Second factors, half-open sign-ins and invitations on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.intake.sign_in.model import Choice, Factors, HalfOpen, Invitation, Passkey, Totp
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries, rows_of
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresSecondFactors:
    """Implements the port `SecondFactors`; the secret of a code app is sealed under its person."""

    connection: Connection
    vault: Vault

    async def of(self, staff_id: StaffId) -> Factors:
        """Read the three kinds."""
        passkeys = await self.connection.fetch(SQL["find_passkeys"], staff_id)
        return Factors(
            tuple(Passkey(*row.values()) for row in passkeys),
            await self._totp(staff_id),
            await self.connection.fetchval(SQL["count_recovery_codes"], staff_id),
        )

    async def add_passkey(self, staff_id: StaffId, passkey: Passkey) -> None:
        """Insert."""
        await self.connection.execute(
            SQL["add_passkey"],
            passkey.credential_id,
            staff_id,
            passkey.public_key,
            passkey.sign_count,
        )

    async def note_use(self, passkey: Passkey) -> None:
        """Update."""
        await self.connection.execute(
            SQL["note_passkey_use"], passkey.credential_id, passkey.sign_count
        )

    async def set_totp(self, staff_id: StaffId, secret: str) -> None:
        """Seal and store."""
        sealed = await seal_totp(self.vault, self.connection, staff_id, secret)
        await self.connection.execute(SQL["set_totp"], staff_id, sealed)

    async def use_step(self, staff_id: StaffId, step: int) -> bool:
        """Update, unless it was used."""
        used = await self.connection.fetchval(SQL["use_totp_step"], staff_id, step)
        return used is not None

    async def set_recovery_codes(self, staff_id: StaffId, hashes: Sequence[str]) -> None:
        """Replace."""
        await self.connection.execute(SQL["clear_recovery_codes"], staff_id)
        await self.connection.execute(SQL["add_recovery_codes"], staff_id, hashes)

    async def use_recovery_code(self, staff_id: StaffId, code_hash: str) -> bool:
        """Delete."""
        used = await self.connection.fetchval(SQL["use_recovery_code"], staff_id, code_hash)
        return used is not None

    async def clear(self, staff_id: StaffId) -> None:
        """Delete the rows of all kinds."""
        for query in ("clear_passkeys", "clear_totp", "clear_recovery_codes"):
            await self.connection.execute(SQL[query], staff_id)

    async def _totp(self, staff_id: StaffId) -> Totp | None:
        row = await self.connection.fetchrow(SQL["find_totp"], staff_id)
        if row is None:
            return None
        secret = await open_totp(self.vault, self.connection, staff_id, row["secret"])
        return Totp(secret, row["last_step"])


@dataclass(frozen=True, slots=True)
class PostgresHalfOpen:
    """Implements the port `HalfOpenSignIns`."""

    connection: Connection

    async def begin(self, token_hash: str, half_open: HalfOpen, life: timedelta) -> None:
        """Insert."""
        await self.connection.execute(
            SQL["begin_half_open"],
            token_hash,
            half_open.staff_id,
            half_open.buckets,
            half_open.challenge,
            life,
        )

    async def find(self, token_hash: str) -> HalfOpen | None:
        """Read without a lock."""
        return await self._one("find_half_open", token_hash)

    async def count_try(self, token_hash: str, next_challenge: bytes) -> HalfOpen | None:
        """Lock, count and read by one statement."""
        return await self._one("count_half_open_try", token_hash, next_challenge)

    async def end(self, token_hash: str) -> None:
        """Delete."""
        await self.connection.execute(SQL["end_half_open"], token_hash)

    async def end_all_of(self, staff_id: StaffId) -> None:
        """Delete."""
        await self.connection.execute(SQL["end_half_open_of"], staff_id)

    async def forget_expired(self) -> int:
        """Delete."""
        return rows_of(await self.connection.execute(SQL["forget_half_open"]))

    async def _one(self, query: str, *values: object) -> HalfOpen | None:
        row = await self.connection.fetchrow(SQL[query], *values)
        if row is None:
            return None
        return HalfOpen(
            StaffId(row["staff_id"]), tuple(row["buckets"]), row["challenge"], row["tries"]
        )


@dataclass(frozen=True, slots=True)
class PostgresInvitations:
    """Implements the port `Invitations`."""

    connection: Connection
    vault: Vault

    async def invite(self, staff_id: StaffId, token_hash: str, life: timedelta) -> None:
        """Insert, or replace."""
        await self.connection.execute(SQL["invite"], token_hash, staff_id, life)

    async def find(self, token_hash: str) -> Invitation | None:
        """Lock, and unseal what was chosen."""
        row = await self.connection.fetchrow(SQL["find_invitation"], token_hash)
        if row is None:
            return None
        staff_id, choice = StaffId(row["staff_id"]), None
        if row["password_hash"] is not None:
            secret = await open_totp(self.vault, self.connection, staff_id, row["totp_secret"])
            choice = Choice(row["password_hash"], row["challenge"], secret)
        return Invitation(staff_id, row["name"], row["expires_at"], choice)

    async def choose(self, token_hash: str, staff_id: StaffId, choice: Choice) -> None:
        """Seal and store."""
        sealed = await seal_totp(self.vault, self.connection, staff_id, choice.totp_secret)
        await self.connection.execute(
            SQL["choose"], token_hash, choice.password_hash, choice.challenge, sealed
        )

    async def withdraw(self, staff_id: StaffId) -> None:
        """Delete."""
        await self.connection.execute(SQL["withdraw_invitation"], staff_id)

    async def forget_expired(self) -> int:
        """Delete."""
        return rows_of(await self.connection.execute(SQL["forget_invitations"]))


async def seal_totp(vault: Vault, connection: Connection, staff_id: StaffId, secret: str) -> bytes:
    """Seal the secret of a code app under the key of its person."""
    return (await vault.seal(connection, f"staff/{staff_id}", {"totp": secret}))["totp"]


async def open_totp(vault: Vault, connection: Connection, staff_id: StaffId, sealed: bytes) -> str:
    """Open what `seal_totp` sealed."""
    return (await vault.unseal(connection, f"staff/{staff_id}", {"totp": sealed}))["totp"]
