"""What a store of drafts must do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.intake.request_form.model import IDLE, OWN_DEVICE, SHOWN, Draft, DraftId
from services.intake.request_form.use_cases.sweep import SweepDrafts
from tests.support.intake.store_world import BROWSER, OTHER_BROWSER, StoreWorld
from tests.support.intake.submissions.building import FIELDS, answer, new_request

MINUTE = timedelta(minutes=1)


async def begun(world: StoreWorld, browser: str = BROWSER, **fields: str) -> Draft:
    """Start a draft and keep what was answered, if anything."""
    draft = Draft(DraftId(uuid4()), {})
    async with world.store.begin() as work:
        await work.drafts.start(draft, browser)
        if fields:
            draft = replace(draft, fields=fields, version=1)
            await work.drafts.save(draft)
    return draft


async def kept(world: StoreWorld, draft: Draft, browser: str = BROWSER) -> Draft | None:
    """Read a draft in a transaction of its own."""
    async with world.store.begin() as work:
        return await work.drafts.read(draft.id, browser)


class DraftsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_draft_keeps_its_answers(self, world: StoreWorld) -> None:
        empty = await begun(world)
        answered = await begun(world, **FIELDS)

        assert await kept(world, empty) == empty
        assert await kept(world, answered) == answered

    async def test_a_draft_is_its_browsers_only(self, world: StoreWorld) -> None:
        draft = await begun(world, **FIELDS)

        async with world.store.begin() as work:
            await work.drafts.remove(draft.id, OTHER_BROWSER)
            assert await work.drafts.unfinished(OTHER_BROWSER) is None
            assert await work.drafts.left(OTHER_BROWSER) == timedelta()

        assert await kept(world, draft, OTHER_BROWSER) is None
        assert await kept(world, draft) == draft

    async def test_the_newest_with_answers_is_unfinished(self, world: StoreWorld) -> None:
        first, sent = await begun(world, **FIELDS), await begun(world, **FIELDS)
        await world.pass_time(MINUTE)
        newest = await begun(world, category="advice")
        await begun(world)

        async with world.store.begin() as work:
            await work.drafts.save(replace(sent, answer=answer(new_request())))
            assert await work.drafts.unfinished(BROWSER) == newest.id
            await work.drafts.remove(newest.id, BROWSER)
            assert await work.drafts.unfinished(BROWSER) == first.id

    async def test_of_a_sent_draft_only_the_answer_is_kept(self, world: StoreWorld) -> None:
        draft, told = await begun(world, **FIELDS), answer(new_request())

        sent = replace(draft, answer=told, life=SHOWN)
        async with world.store.begin() as work:
            await work.drafts.save(sent)

        assert await kept(world, draft) == replace(sent, fields={})

    async def test_each_answer_lets_a_draft_live_on(self, world: StoreWorld) -> None:
        draft = await begun(world, **FIELDS)
        await world.pass_time(IDLE - MINUTE)
        async with world.store.begin() as work:
            await work.drafts.save(draft)
        await world.pass_time(IDLE - MINUTE)
        assert await kept(world, draft) is not None

        async with world.store.begin() as work:
            await work.drafts.save(replace(draft, life=OWN_DEVICE))
            left = await work.drafts.left(BROWSER)
        await world.pass_time(OWN_DEVICE - MINUTE)
        found = await kept(world, draft)

        assert left > IDLE
        assert found is not None
        assert found.is_of_own_device
        assert found.age > OWN_DEVICE

    async def test_what_was_sent_goes_and_what_is_typed_stays(self, world: StoreWorld) -> None:
        sent, typed = await begun(world, **FIELDS), await begun(world, **FIELDS)
        async with world.store.begin() as work:
            await work.drafts.save(replace(sent, answer=answer(new_request())))

        async with world.store.begin() as work:
            await work.drafts.remove_sent(BROWSER)

        assert await kept(world, sent) is None
        assert await kept(world, typed) == typed

    async def test_leaving_removes_everything_of_this_browser(self, world: StoreWorld) -> None:
        drafts = [await begun(world, **FIELDS), await begun(world)]
        others = await begun(world, OTHER_BROWSER, **FIELDS)

        async with world.store.begin() as work:
            await work.drafts.remove_all(BROWSER)
            assert await work.drafts.left(BROWSER) == timedelta()

        assert [await kept(world, draft) for draft in drafts] == [None, None]
        assert await kept(world, others, OTHER_BROWSER) == others

    async def test_a_draft_expires_and_is_swept(self, world: StoreWorld) -> None:
        draft = await begun(world)

        await world.pass_time(IDLE)

        assert await kept(world, draft) is None
        assert await SweepDrafts(world.store).remove_expired_drafts() == 1
        assert await SweepDrafts(world.store).remove_expired_drafts() == 0
