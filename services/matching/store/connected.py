"""What every part of a transaction has in hand."""

from dataclasses import dataclass
from pathlib import Path

from services.matching.store.addresses import AddressHashes
from shared.messaging.outbox import Outbox
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

FOLDER = Path(__file__).parents[1] / "sql"


@dataclass
class Connected:
    """One connection inside a transaction."""

    connection: Connection
    outbox: Outbox
    vault: Vault
    addresses: AddressHashes
    has_published: bool = False
