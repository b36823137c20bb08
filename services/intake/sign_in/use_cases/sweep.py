"""What nobody finished is forgotten."""

from dataclasses import dataclass

from services.intake.sign_in.ports import ExpiringWork
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SweepSignIns:
    """Half-open sign-ins and invitations whose time is over."""

    store: Store[ExpiringWork]

    async def forget_expired(self) -> int:
        """Forget them; gives how many."""
        async with self.store.begin() as work:
            return await work.half_open.forget_expired() + await work.invitations.forget_expired()
