"""What every store of letters must do."""

from dataclasses import replace
from uuid import uuid4

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

    async def test_what_waits_for_somebody_is_recalled_and_other_letters_are_not(
        self, ground: Ground
    ) -> None:
        whose, expires_at = uuid4(), await ground.now() + FAR
        items = [delivery(whose=whose), delivery(whose=uuid4())]
        async with ground.store.begin() as work:
            for item in items:
                await work.deliveries.keep(item, "proposal", 1, expires_at)

        async with ground.store.begin() as work:
            ended = await work.deliveries.recall(whose, "recalled")
            again = await work.deliveries.recall(whose, "recalled")

        assert [(claim.delivery, version) for claim, version in ended] == [
            (replace(items[0], kind="proposal"), 2)
        ]
        assert again == []
        assert (await ground.the_letter()).delivery.id == items[1].id
        assert await ground.deliveries.count_for_humans() == 0

    async def test_an_attempt_under_way_does_not_end_what_was_recalled(
        self, ground: Ground
    ) -> None:
        whose = uuid4()
        item, expires_at = delivery(whose=whose), await ground.now() + FAR
        async with ground.store.begin() as work:
            await work.deliveries.keep(item, "proposal", 1, expires_at)
        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            await work.deliveries.recall(whose, "recalled")
        async with ground.store.begin() as work:
            assert await work.deliveries.mark_sent(claim, "250") is None

    async def test_a_recall_is_remembered(self, ground: Ground) -> None:
        whose, other = uuid4(), uuid4()

        async with ground.store.begin() as work:
            await work.recalls.note(whose)
            await work.recalls.note(whose)

        async with ground.store.begin() as work:
            assert [await work.recalls.holds(each) for each in (whose, other)] == [True, False]

    async def test_a_destroyed_letter_cannot_be_read(self, ground: Ground) -> None:
        identity = await ground.add_letter()

        async with ground.store.begin() as work:
            await work.letters.destroy(identity)

        async with ground.store.begin() as work:
            assert await work.letters.read(identity) is None
