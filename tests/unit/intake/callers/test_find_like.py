"""Cards while an operator types: only in a call, without a name, and not without end."""

from uuid import UUID, uuid4

import pytest

from services.intake.callers.model import Agreement, Counted, Likeness, Subject, Typed
from services.intake.callers.rules.trawling import (
    CARDS_A_CALL,
    CARDS_A_DAY,
    SEARCHES_A_CALL,
    SEARCHES_A_DAY,
    is_trawling,
)
from services.intake.callers.use_cases.find import FindLike, Unshown
from services.intake.callers.use_cases.keep import KeepCallers
from services.intake.requests.model import RequestId, State
from services.intake.staff.model import StaffId
from tests.support.intake.building import Sealed
from tests.support.intake.callers.fakes import FakeCallerReader, FakeOpenCalls
from tests.support.intake.fakes import FakeStore
from tests.support.intake.lookups.building import look_up_over
from tests.support.intake.submissions.building import new_request, taken_in

KAISA, CALL = StaffId(uuid4()), UUID(int=9)
TYPED = Typed("040 123 4567", "Aino", "Porrassalmenkatu 1", "491")


class Phone:
    """An operator in a call, over the fake store."""

    def __init__(self) -> None:
        self.store, self.reader = FakeStore(), FakeCallerReader()
        self.calls = FakeOpenCalls({(CALL, KAISA)})
        self.sealed = Sealed()
        look_up = look_up_over(self.store, self.sealed)
        self.keep = KeepCallers(self.reader)
        self.find = FindLike(self.store, self.keep, self.calls, look_up)

    async def request(self) -> RequestId:
        new = new_request(link=str(uuid4()))
        async with self.store.begin() as work:
            await work.submissions.keep(taken_in(new))
        contact = new.plea.contact
        names, phones = (contact.first_name,), (new.plea.reach_points[0].address,)
        self.reader.put(Subject(new.id, names, phones, contact.street, "491"))
        await self.keep.catch_up()
        return new.id

    async def searched(self, times: int) -> Likeness | Unshown:
        for _ in range(times - 1):
            await self.find.find_like(CALL, TYPED, KAISA)
        return await self.find.find_like(CALL, TYPED, KAISA)


@pytest.fixture
def phone() -> Phone:
    return Phone()


async def test_in_a_call_who_called_before_is_a_card_that_says_why(phone: Phone) -> None:
    request_id = await phone.request()

    shown = await phone.find.find_like(CALL, TYPED, KAISA)

    assert isinstance(shown, Likeness)
    (card,) = shown.cards
    assert (card.request_id, card.state, card.town) == (request_id, State.RECEIVED, "491")
    assert card.why == (Agreement.PHONE, Agreement.ADDRESS, Agreement.NAME)
    assert shown.is_complete
    for personal in ("Aino", "401234567", "Porrassalmen"):
        assert personal not in repr(shown)


@pytest.mark.parametrize(("call_id", "staff_id"), [(uuid4(), KAISA), (CALL, StaffId(uuid4()))])
async def test_outside_an_open_call_of_ones_own_nothing_is_shown_or_counted(
    phone: Phone, call_id: UUID, staff_id: StaffId
) -> None:
    await phone.request()

    assert await phone.find.find_like(call_id, TYPED, staff_id) is Unshown.NO_CALL
    assert phone.store.state.caller_searches == {}


async def test_who_was_erased_a_moment_ago_is_on_no_card_whatever_is_in_memory(
    phone: Phone,
) -> None:
    request_id = await phone.request()
    async with phone.store.begin() as work:
        await work.requests.erase(request_id)

    shown = await phone.find.find_like(CALL, TYPED, KAISA)

    assert isinstance(shown, Likeness)
    assert (list(shown.cards), len(phone.keep.index)) == ([], 1)


async def test_who_looks_somebody_through_is_shown_nothing_and_the_lead_is_told(
    phone: Phone,
) -> None:
    await phone.request()

    assert isinstance(await phone.searched(SEARCHES_A_CALL), Likeness)
    assert await phone.searched(2) is Unshown.ENOUGH
    (alarm,) = phone.store.state.alarms.values()
    assert alarm.staff_id == KAISA
    assert len(phone.sealed.notices) == 1


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        (Counted(), False),
        (Counted(SEARCHES_A_DAY - 1, CARDS_A_DAY - 1), False),
        (Counted(searches_in_call=SEARCHES_A_CALL - 1, cards_in_call=CARDS_A_CALL - 1), False),
        (Counted(searches=SEARCHES_A_DAY), True),
        (Counted(cards=CARDS_A_DAY), True),
        (Counted(searches_in_call=SEARCHES_A_CALL), True),
        (Counted(cards_in_call=CARDS_A_CALL), True),
    ],
)
def test_each_of_the_four_numbers_is_an_end(counted: Counted, *, expected: bool) -> None:
    assert is_trawling(counted) is expected
