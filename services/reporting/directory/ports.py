"""Which organisations help, as they said themselves."""

from collections.abc import Sequence
from typing import Protocol

from services.reporting.directory.model import Listed


class PartnerReader(Protocol):
    """Organisations, read without a transaction."""

    async def listed(self) -> Sequence[Listed]:
        """Give those that joined and did not leave, without exercises; in no order."""
        ...
