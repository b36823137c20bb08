"""What a store of drafts must do."""

from uuid import uuid4

from services.intake.request_form.model import Draft, DraftId
from services.intake.request_form.use_cases import SweepDrafts
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import DAY, StoreWorld
from tests.support.intake.submissions.building import FIELDS, answer, new_request


class DraftsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_draft_keeps_its_answers(self, world: StoreWorld) -> None:
        identity, token = DraftId(uuid4()), token_hash("draft")
        async with world.store.begin() as work:
            await work.drafts.start(identity, token, DAY)
            empty = await work.drafts.read(token)

        async with world.store.begin() as work:
            await work.drafts.save(Draft(identity, FIELDS))

        async with world.store.begin() as work:
            assert await work.drafts.read(token) == Draft(identity, FIELDS)
        assert empty == Draft(identity, {})

    async def test_of_a_sent_draft_only_the_answer_is_kept(self, world: StoreWorld) -> None:
        identity, token, told = DraftId(uuid4()), token_hash("draft"), answer(new_request())
        async with world.store.begin() as work:
            await work.drafts.start(identity, token, DAY)
            await work.drafts.save(Draft(identity, FIELDS))

        async with world.store.begin() as work:
            await work.drafts.save(Draft(identity, FIELDS, told))

        async with world.store.begin() as work:
            assert await work.drafts.read(token) == Draft(identity, {}, told)

    async def test_a_draft_expires_and_is_swept(self, world: StoreWorld) -> None:
        token = token_hash("draft")
        async with world.store.begin() as work:
            await work.drafts.start(DraftId(uuid4()), token, DAY)

        await world.pass_time(DAY)

        async with world.store.begin() as work:
            assert await work.drafts.read(token) is None
        assert await SweepDrafts(world.store).remove_expired_drafts() == 1
        assert await SweepDrafts(world.store).remove_expired_drafts() == 0
