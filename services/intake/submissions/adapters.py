"""The key by which people are counted, which ends with its activation."""

from dataclasses import dataclass, field

from shared.activation import Activation
from shared.postgres.types import Pool
from shared.sealing.errors import ErasedError
from shared.sealing.vault import Vault

_PURPOSE = "person"


@dataclass(slots=True)
class VaultPersonKeys:
    """Implements the port `PersonKeys`: derived from the key of `activation/<id>` in the vault.

    Asks once for each activation, for every request needs it. Whoever erases that subject ends
    the counting: no process that starts later can tell people apart by what was said.
    """

    pool: Pool
    vault: Vault
    _known: dict[Activation, bytes | None] = field(default_factory=dict, init=False, repr=False)

    async def key_of(self, activation: Activation) -> bytes | None:
        """Give the key asked for last, or derive it and forget the one before."""
        if activation not in self._known:
            self._known = {activation: await self._derive(activation)}
        return self._known[activation]

    async def _derive(self, activation: Activation) -> bytes | None:
        async with (
            self.pool.acquire() as connection,
            connection.transaction(),
        ):
            subject = f"activation/{activation.id}"
            try:
                return await self.vault.derive_key(connection, subject, _PURPOSE)
            except ErasedError:
                return None
