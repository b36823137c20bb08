"""What a store of cases must do."""

from datetime import timedelta
from uuid import uuid4

from services.intake.rights.model import (
    Asking,
    Beside,
    Lately,
    Receipt,
    Right,
    RightId,
    Secret,
    State,
    Step,
)
from shared.contracts.right_words import RightKind, RightService
from shared.contracts.words import Language
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.tokens import token_hash
from tests.support.intake.building import ACTIVATION
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.submissions.building import MARK

TO = ReachPoint(ReachKind.EMAIL, "aino@example.org", Language.FINNISH)
PAGE, LETTER, CODE = token_hash("page"), token_hash("letter"), token_hash("code")
RECEIPT = Receipt(RightService.MATCHING, uuid4(), 1, "sealed")
MINUTE = timedelta(minutes=1)


async def begin(world: StoreWorld, page: str = PAGE) -> RightId:
    """Keep that somebody asks, and was written to."""
    due = await world.now() + timedelta(days=30)
    right = Right(RightId(uuid4()), RightKind.ACCESS, State.ASKED, 0, ACTIVATION, due)
    async with world.store.begin() as work:
        await work.rights.add(Asking(right, page, MARK, CODE, Secret(TO)))
    return right.id


async def state_of(world: StoreWorld, page: str) -> State | None:
    """Say how the case stands to whoever holds a link."""
    async with world.store.begin() as work:
        found = await work.rights.by_token(page)
    return found.state if found else None


class RightsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_case_reads_back_until_its_code_is_too_old(self, world: StoreWorld) -> None:
        which = await begin(world)

        async with world.store.begin() as work:
            right, secret = await work.rights.lock(which), await work.rights.secret(which)
        before = await state_of(world, PAGE)
        await world.pass_time(61 * MINUTE)

        assert right is not None
        assert (right.id, right.state, right.version) == (which, State.ASKED, 0)
        assert secret == Secret(TO)
        assert (before, await state_of(world, PAGE)) == (State.ASKED, None)

    async def test_codes_of_the_last_hour_are_counted(self, world: StoreWorld) -> None:
        await begin(world)
        await begin(world, token_hash("another page"))
        async with world.store.begin() as work:
            both = await work.rights.lately(MARK)
            others = await work.rights.lately(token_hash("another"))
        await world.pass_time(61 * MINUTE)
        async with world.store.begin() as work:
            later = await work.rights.lately(MARK)

        assert (both, others, later) == (Lately(2, 2), Lately(0, 2), Lately(0, 0))

    async def test_a_code_is_tried_only_so_often(self, world: StoreWorld) -> None:
        await begin(world)
        async with world.store.begin() as work:
            tried = [await work.rights.try_code(PAGE, 2) for _ in range(3)]
            unknown = await work.rights.try_code(token_hash("guess"), 2)

        assert [each.code_hash if each else None for each in tried] == [CODE, CODE, None]
        assert unknown is None

    async def test_what_the_services_say_is_kept_once_and_opened_by_the_letter(
        self, world: StoreWorld
    ) -> None:
        which, opens = await begin(world), Secret(TO, "a private key")
        other = Receipt(RightService.MATCHING, uuid4(), 2, "another")
        async with world.store.begin() as work:
            await work.rights.gather(which, opens)
            await work.rights.say(which, 1)
            await work.rights.keep_receipt(which, RECEIPT)
            await work.rights.keep_receipt(which, other)
            gathering = await work.rights.lock(which)
            early = await work.rights.try_code(PAGE, 5)
            await work.rights.make_ready(which, LETTER, CODE)
            own, ready = await work.rights.try_code(PAGE, 5), await work.rights.try_code(LETTER, 5)
            kept = await work.rights.receipts(which), await work.rights.secret(which)

        assert gathering is not None
        assert (gathering.state, gathering.version) == (State.GATHERING, 1)
        assert (early, own) == (None, None)
        assert ready is not None
        assert kept == ([RECEIPT], opens)

    async def test_what_was_opened_is_closed_after_half_an_hour_and_nothing_is_left(
        self, world: StoreWorld
    ) -> None:
        which = await begin(world)
        async with world.store.begin() as work:
            await work.rights.gather(which, Secret(TO, "a private key"))
            await work.rights.note(which, Step.PROVEN)
            await work.rights.keep_receipt(which, RECEIPT)
            await work.rights.make_ready(which, LETTER, CODE)
            await work.rights.note_opened(which)
        await world.pass_time(29 * MINUTE)
        opened = await state_of(world, LETTER)
        await world.pass_time(2 * MINUTE)
        async with world.store.begin() as work:
            closed = await work.rights.close_expired(), await work.rights.close_expired()
            over, left = await work.rights.lock(which), await work.rights.receipts(which)

        assert opened is State.OPENED
        assert over is not None
        assert (closed, over.state, left) == ((1, 0), State.CLOSED, [])
        assert await state_of(world, LETTER) is None

    async def test_the_officer_sees_open_cases_by_their_day_and_which_service_is_late(
        self, world: StoreWorld
    ) -> None:
        late, asked = await begin(world), await begin(world, token_hash("another page"))
        async with world.store.begin() as work:
            await work.rights.gather(late, Secret(TO, "a private key"))
            await work.rights.keep_receipt(late, RECEIPT)
            (case, *others) = await work.rights.cases(10)

        assert asked != late
        assert others == []
        assert (case.id, case.state, case.is_overdue) == (late, State.GATHERING, False)
        assert {name: each.things for name, each in case.answered.items()} == {"matching": 1}

    async def test_who_never_showed_who_they_are_is_forgotten_wholly(
        self, world: StoreWorld
    ) -> None:
        which = await begin(world)
        await world.pass_time(61 * MINUTE)
        async with world.store.begin() as work:
            closed = await work.rights.close_expired()

            assert (closed, await work.rights.lock(which)) == (1, None)

    async def test_the_requests_of_a_person_are_found_by_their_mark(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        async with world.store.begin() as work:
            found = await work.rights.requests_at(MARK)
            others = await work.rights.requests_at(token_hash("another"))
            beside = await work.rights.beside(new.id)

        assert (list(found), list(others), beside) == ([new.id], [], Beside())
