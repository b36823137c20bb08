"""What every store must do with invitations."""

from datetime import timedelta
from uuid import uuid4

from services.matching.invitations.model import InvitationId, Invited
from shared.contracts.words import Language
from shared.sealing.tokens import token_hash
from tests.support.matching.ground import Ground
from tests.support.matching.invitations.building import invited

FORTNIGHT = timedelta(days=14)


class InvitationsContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_what_a_list_said_reads_back_by_the_link(self, ground: Ground) -> None:
        full = invited(language=Language.SWEDISH)
        short = Invited("Mikkelin Apu ry", "veera@example.org", Language.SIMPLE_FINNISH)
        for number, each in enumerate((full, short)):
            await keep(ground, each, f"link {number}")

        assert await read(ground, "link 0") == full
        assert await read(ground, "link 1") == short
        assert await read(ground, "link 2") is None

    async def test_nobody_is_invited_twice_however_the_address_is_spelled(
        self, ground: Ground
    ) -> None:
        assert await keep(ground, invited("Veera@example.org"), "a")

        assert not await keep(ground, invited("veera@EXAMPLE.org"), "b")
        async with ground.store.begin() as work:
            known = [
                await work.invitations.was_invited(address)
                for address in ("VEERA@example.org", "aino@example.org")
            ]
        assert known == [True, False]
        assert await read(ground, "b") is None

    async def test_an_answer_ends_it_once_and_the_address_stays_known(self, ground: Ground) -> None:
        new = InvitationId(uuid4())
        await keep(ground, invited("veera@example.org"), "a", new)

        async with ground.store.begin() as work:
            ended = [await work.invitations.end(token_hash("a")) for _ in range(2)]

        assert ended == [new, None]
        assert await read(ground, "a") is None
        assert not await keep(ground, invited("veera@example.org"), "b")

    async def test_one_that_nobody_answered_is_over_after_its_time(self, ground: Ground) -> None:
        new = InvitationId(uuid4())
        await keep(ground, invited("veera@example.org"), "a", new)
        early = await ground.due_invitations.over(10), await self._end_old(ground, new)
        await ground.pass_time(FORTNIGHT)
        shown, due = await read(ground, "a"), await ground.due_invitations.over(10)

        ended = [await self._end_old(ground, new) for _ in range(2)]

        assert early == ([], False)
        assert (shown, due) == (None, [new])
        assert ended == [True, False]
        assert await ground.due_invitations.over(10) == []
        assert not await keep(ground, invited("veera@example.org"), "b")

    @staticmethod
    async def _end_old(ground: Ground, which: InvitationId) -> bool:
        async with ground.store.begin() as work:
            return await work.invitations.end_old(which)


async def keep(
    ground: Ground, somebody: Invited, token: str, new: InvitationId | None = None
) -> bool:
    """Invite somebody by a transaction of its own."""
    new = new or InvitationId(uuid4())
    async with ground.store.begin() as work:
        return await work.invitations.keep(new, somebody, token_hash(token), FORTNIGHT)


async def read(ground: Ground, token: str) -> Invited | None:
    """Read what a link leads to."""
    async with ground.store.begin() as work:
        return await work.invitations.read(token_hash(token))
