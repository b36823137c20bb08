"""Invitations in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.matching.invitations.model import InvitationId, Invited
from shared.fields.mail_address import same_address
from tests.support.matching.state import FakeInvitation, Repository, Stateful


class FakeInvitations(Repository):
    """Who was invited, in memory."""

    async def keep(
        self, new: InvitationId, invited: Invited, token_hash: str, lifetime: timedelta
    ) -> bool:
        if await self.was_invited(invited.email):
            return False
        self.state.invited.add(same_address(invited.email))
        kept = FakeInvitation(new, invited, self.state.now + lifetime)
        self.state.invitations[token_hash] = kept
        return True

    async def was_invited(self, email: str) -> bool:
        return same_address(email) in self.state.invited

    async def read(self, token_hash: str) -> Invited | None:
        found = self.state.invitations.get(token_hash)
        return found.invited if found and found.expires_at > self.state.now else None

    async def end(self, token_hash: str) -> InvitationId | None:
        ended = self.state.invitations.pop(token_hash, None)
        return ended.id if ended else None

    async def end_old(self, invitation_id: InvitationId) -> bool:
        old = [
            key
            for key, each in self.state.invitations.items()
            if each.id == invitation_id and each.expires_at <= self.state.now
        ]
        return any([await self.end(key) for key in old])


@dataclass(frozen=True)
class FakeDueInvitations:
    """Reads the fake store."""

    store: Stateful

    async def over(self, limit: int) -> Sequence[InvitationId]:
        state = self.store.state
        over = [each.id for each in state.invitations.values() if each.expires_at <= state.now]
        return over[:limit]
