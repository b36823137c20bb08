"""What every store of news of organisations must do."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from services.notify.deliveries.model import DeliveryId
from services.notify.partner_news.model import Form, LetterWish, OwnNews
from services.notify.subscriptions.model import Topic, Wishes
from shared.contracts.words import Language
from tests.support.notify.building import HELP
from tests.support.notify.ground import HOUR, Ground

OURS, THEIRS = UUID(int=1), UUID(int=2)
WEEK = timedelta(days=7)


def wish(form: Form = "hourly", address: str = "ruoka@jarjesto.fi") -> LetterWish:
    """Give what an organisation wants."""
    return LetterWish(OURS, form, Wishes(("request.created",)), Language.FINNISH, address)


class PartnerNewsContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_an_address_is_believed_once_its_link_was_pressed(self, ground: Ground) -> None:
        await self._choose(ground, wish(), "hash")

        async with ground.store.begin() as work:
            before = await work.partner_news.wish_of(OURS)
            presses = [await work.partner_news.confirm(each) for each in ("x", "hash", "hash")]
            after = await work.partner_news.wish_of(OURS)

        assert before == wish()
        assert presses == [False, True, False]
        assert after == replace(wish(), is_confirmed=True)

    async def test_a_link_that_is_too_old_confirms_nothing(self, ground: Ground) -> None:
        await self._choose(ground, wish(), "hash")
        await ground.pass_time(WEEK)

        async with ground.store.begin() as work:
            assert not await work.partner_news.confirm("hash")

    async def test_a_new_address_is_believed_anew_and_a_kept_one_is_not(
        self, ground: Ground
    ) -> None:
        await self._confirmed(ground)

        await self._choose(ground, wish("daily"), None)
        async with ground.store.begin() as work:
            kept = await work.partner_news.wish_of(OURS)
        await self._choose(ground, wish("daily", "muu@jarjesto.fi"), "other")
        async with ground.store.begin() as work:
            changed = await work.partner_news.wish_of(OURS)

        assert kept == replace(wish("daily"), is_confirmed=True)
        assert changed == wish("daily", "muu@jarjesto.fi")

    async def test_an_address_stays_where_only_the_page_is_wanted(self, ground: Ground) -> None:
        await self._confirmed(ground)

        await self._choose(ground, wish("page", ""), None)

        async with ground.store.begin() as work:
            assert await work.partner_news.wish_of(OURS) == replace(wish("page"), is_confirmed=True)
            assert await work.partner_news.due_letter() is None

    async def test_who_wants_a_type_hears_of_it_and_not_of_anothers_own(
        self, ground: Ground
    ) -> None:
        await self._choose(ground, wish(), "hash")

        async with ground.store.begin() as work:
            heard = [
                [each.organisation for each in await work.partner_news.hearers(topic)]
                for topic in (
                    Topic("request.created", "491", "food"),
                    Topic("request.closed"),
                    Topic("request.created", organisation=OURS),
                    Topic("request.created", organisation=THEIRS),
                )
            ]

        assert heard == [[OURS], [], [OURS], []]

    async def test_what_is_due_is_told_once_and_what_is_not_due_waits(self, ground: Ground) -> None:
        await self._confirmed(ground)
        letter = DeliveryId(uuid4())
        due, later = await self._keep(ground, timedelta()), await self._keep(ground, HOUR)

        async with ground.store.begin() as work:
            letter_due = await work.partner_news.due_letter()
            told = await work.partner_news.tell(OURS, letter)
            again = await work.partner_news.due_letter()
        await ground.pass_time(HOUR)
        async with ground.store.begin() as work:
            assert await work.partner_news.due_letter() is not None

        assert letter_due is not None
        assert (letter_due.organisation, letter_due.address) == (OURS, wish().address)
        assert (told, again) == ([("request.created", "491")], None)
        shown = {each.event_id for each in await ground.on_page.newest(OURS, 10)}
        assert shown == {due, later}
        assert await ground.on_page.newest(THEIRS, 10) == []

    async def test_how_often_a_day_an_address_was_asked_for_is_counted(
        self, ground: Ground
    ) -> None:
        counted = []
        for token in (None, "one", "two", None):
            await self._choose(ground, wish("page", "" if token is None else "a@b.fi"), token)
            async with ground.store.begin() as work:
                counted.append(await work.partner_news.asked_lately(OURS))
        await ground.pass_time(timedelta(days=1))
        async with ground.store.begin() as work:
            counted.append(await work.partner_news.asked_lately(OURS))
        await self._choose(ground, wish(), "three")
        async with ground.store.begin() as work:
            counted.append(await work.partner_news.asked_lately(OURS))

        assert counted == [0, 1, 2, 2, 0, 1]

    async def test_a_wish_is_forgotten_with_its_address(self, ground: Ground) -> None:
        await self._confirmed(ground)
        await self._keep(ground, timedelta())

        async with ground.store.begin() as work:
            await work.partner_news.forget_wish(OURS)
            assert await work.partner_news.due_letter() is None
            assert await work.partner_news.wish_of(OURS) is None

    async def test_an_event_that_comes_again_is_kept_once(self, ground: Ground) -> None:
        await self._confirmed(ground)
        event = await self._keep(ground, timedelta())

        await self._keep(ground, HOUR, event)

        (kept,) = await ground.on_page.newest(OURS, 10)
        assert kept == await ground.on_page.one(OURS, event)
        assert await ground.on_page.one(THEIRS, event) is None

    async def test_a_new_wish_moves_what_no_letter_has_told(self, ground: Ground) -> None:
        await self._confirmed(ground)
        await self._keep(ground, HOUR)

        async with ground.store.begin() as work:
            await work.partner_news.plan_anew(OURS, await ground.now())
        async with ground.store.begin() as work:
            assert await work.partner_news.due_letter() is not None
            await work.partner_news.plan_anew(OURS, None)
            assert await work.partner_news.due_letter() is None

    async def test_nothing_is_written_to_an_address_nobody_confirmed(self, ground: Ground) -> None:
        await self._choose(ground, wish(), "hash")
        await self._keep(ground, timedelta())

        async with ground.store.begin() as work:
            assert await work.partner_news.due_letter() is None

    async def _choose(self, ground: Ground, wished: LetterWish, token: str | None) -> None:
        async with ground.store.begin() as work:
            await work.partner_news.choose(wished, token, WEEK, HELP)

    async def _confirmed(self, ground: Ground) -> None:
        await self._choose(ground, wish(), "hash")
        async with ground.store.begin() as work:
            await work.partner_news.confirm("hash")

    async def _keep(self, ground: Ground, after: timedelta, event: UUID | None = None) -> UUID:
        now, identity = await ground.now(), event or uuid4()
        news = OwnNews(
            organisation=OURS,
            event_id=identity,
            type="request.created",
            occurred_at=now,
            link="https://apu.example/",
            municipality="491",
            line=None,
            due_at=now + after,
        )
        async with ground.store.begin() as work:
            await work.partner_news.keep(news)
        return identity
