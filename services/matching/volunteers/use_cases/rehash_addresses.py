"""Addresses are hashed anew, some at a time."""

from dataclasses import dataclass
from typing import Final

from services.matching.volunteers.ports import WithFormerHashes
from shared.work import Store

REHASHED: Final = 100
"""Addresses that are hashed anew in one transaction."""


@dataclass(frozen=True, slots=True)
class RehashAddresses:
    """No ring key is free while an address is hashed under one: its owner must be recognised."""

    store: Store[WithFormerHashes]

    async def rehash_batch(self) -> int:
        """Hash some addresses anew under the roster's own key; gives how many."""
        async with self.store.begin() as work:
            return await work.former_hashes.replace(REHASHED)
