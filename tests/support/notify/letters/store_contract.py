"""What every store of letters must do."""

from services.notify.letters.use_cases import keep_letter
from tests.support.notify.building import VALUES, delivery, letter
from tests.support.notify.ground import FAR, Ground


class LetterContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_a_kept_letter_is_due_at_once_and_reads_back(self, ground: Ground) -> None:
        identity = await ground.add_letter()

        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            read = await work.letters.read(claim.delivery.id)
        assert claim.delivery.id == identity
        assert (claim.attempt, claim.tries, claim.expired) == (1, 1, False)
        assert read is not None
        assert (read.template, read.language, read.values) == ("request_received", "fi", VALUES)

    async def test_the_same_notification_is_kept_once(self, ground: Ground) -> None:
        item, expires_at = delivery(), await ground.now() + FAR

        for recipient in ("aino@example.org", "other@example.org"):
            async with ground.store.begin() as work:
                await keep_letter(work, item, letter(recipient), expires_at)

        claim = await ground.the_letter()
        async with ground.store.begin() as work:
            read = await work.letters.read(claim.delivery.id)
        assert read is not None
        assert read.recipient == "aino@example.org"

    async def test_a_destroyed_letter_cannot_be_read(self, ground: Ground) -> None:
        identity = await ground.add_letter()

        async with ground.store.begin() as work:
            await work.letters.destroy(identity)

        async with ground.store.begin() as work:
            assert await work.letters.read(identity) is None
