"""Inviting who stands on a list; they answer, or what it said of them is erased."""

from dataclasses import dataclass

from services.matching.invitations.letters import INVITATION_LIFE, InvitationLetters, story_of
from services.matching.invitations.model import InvitationId, Invited
from services.matching.invitations.ports import InvitingWork, RefusingWork, WithInvitations
from shared.activation.current import Current
from shared.answered_letters import recall_letters
from shared.chance import Chance
from shared.reach_points import ReachKind
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class InvitePeople:
    """For lists that staff was given. One letter a person: there is no reminder."""

    store: Store[InvitingWork]
    letters: InvitationLetters
    chance: Chance
    current: Current

    async def is_known(self, email: str) -> bool:
        """Say whether somebody of this address is here, or was invited before."""
        async with self.store.begin() as work:
            return await _is_here(work, email) or await work.invitations.was_invited(email)

    async def invite(self, invited: Invited) -> bool:
        """Keep what the list said and write to them; False when they are known, and get nothing."""
        activation = await self.current.activation()
        new, token = InvitationId(self.chance.new_id()), self.chance.new_token()
        async with self.store.begin() as work:
            if await _is_here(work, invited.email):
                return False
            if not await work.invitations.keep(new, invited, token_hash(token), INVITATION_LIFE):
                return False
            await work.publish([self.letters.invite(new, invited, token, activation)])
        return True


@dataclass(frozen=True, slots=True)
class AnswerInvitations:
    """What somebody who was invited does by their link; to agree is to sign up."""

    store: Store[RefusingWork]
    chance: Chance
    current: Current

    async def show_invitation(self, token: str) -> Invited | None:
        """Show what was said of them; looking changes nothing."""
        async with self.store.begin() as work:
            return await work.invitations.read(token_hash(token))

    async def refuse(self, token: str) -> bool:
        """Erase what was said of them at once; False for a link that is over."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            ended = await work.invitations.end(token_hash(token))
            if ended is None:
                return False
            story = story_of(ended, activation)
            await recall_letters(work, story, self.chance.new_id(), ended)
        return True


@dataclass(frozen=True, slots=True)
class EndInvitations:
    """Silence is no consent."""

    store: Store[WithInvitations]

    async def end_invitation(self, invitation_id: InvitationId) -> bool:
        """Erase what was said of somebody who did not answer; False when it is not so now."""
        async with self.store.begin() as work:
            return await work.invitations.end_old(invitation_id)


async def _is_here(work: InvitingWork, email: str) -> bool:
    return await work.volunteers.by_address(ReachKind.EMAIL, email) is not None
