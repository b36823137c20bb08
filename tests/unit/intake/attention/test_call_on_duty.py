"""Those on duty are called: at once, once more after ten minutes, and never in silence."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.attention.model import AttentionId, AttentionReason
from services.intake.attention.use_cases import NobodyCameError, NobodyToCallError
from services.intake.duty.rules import AT_MOST
from services.intake.staff.model import Staff, StaffId
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, StaffRole
from tests.support.intake.attention.building import call_on_duty, page
from tests.support.intake.building import Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.submissions.building import new_request, taken_in

MINUTE = timedelta(minutes=1)


class Night:
    """Staff, somebody who needs a person, and the round that calls."""

    def __init__(self) -> None:
        self.store, self.sealed, self.marks = FakeStore(), Sealed(), list[int]()
        self.round = call_on_duty(self.store, self.sealed, self.marks)

    async def staff(
        self, name: str, role: StaffRole, *, is_on: bool, email: bool = True
    ) -> StaffId:
        staff = Staff(StaffId(uuid4()), name, "hash", (role,))
        async with self.store.begin() as work:
            await work.staff.add(staff)
            if email:
                address = f"{name}@example.org"
                await work.duties.set_email(staff.id, address, Language.FINNISH)
            if is_on:
                await work.duties.go_on(staff.id, AT_MOST)
        return staff.id

    async def need(self) -> AttentionId:
        new = new_request(link=str(uuid4()))
        async with self.store.begin() as work:
            await work.submissions.keep(taken_in(new))
            await work.attention.call_person(new.id, AttentionReason.WORDS)
            (line,) = await work.attention.open_of(new.id)
        return line.id

    async def called(self) -> list[str]:
        """Go one round; gives who was written to."""
        before = len(self.sealed.notices)
        await self.round()
        return sorted(notice.recipient.partition("@")[0] for notice in self.sealed.notices[before:])

    def later(self, wait: timedelta) -> None:
        self.store.state.now += wait


@pytest.fixture
async def night() -> Night:
    night = Night()
    await night.staff("viivi", StaffRole.OPERATOR, is_on=True)
    await night.staff("kaisa", StaffRole.COORDINATOR, is_on=False)
    return night


async def test_who_is_on_duty_is_called_at_once_and_all_the_second_time(night: Night) -> None:
    await night.need()

    called = [await night.called()]
    for wait in (MINUTE, 9 * MINUTE, MINUTE):
        night.later(wait)
        called.append(await night.called())

    assert called == [["viivi"], [], ["kaisa", "viivi"], []]


async def test_whoever_takes_it_ends_the_calling(night: Night) -> None:
    attention, kaisa = await night.need(), StaffId(uuid4())
    await night.called()

    async with night.store.begin() as work:
        await work.attention.take([attention], kaisa, None)
    night.later(30 * MINUTE)

    assert await night.called() == []


async def test_with_nobody_on_duty_every_coordinator_is_called(night: Night) -> None:
    night.later(AT_MOST)
    await night.staff("raili", StaffRole.REPORTER, is_on=True)
    await night.staff("veli", StaffRole.COORDINATOR, is_on=False, email=False)
    await night.need()

    assert await night.called() == ["kaisa"]


async def test_where_nobody_can_be_called_it_is_an_alarm_and_nothing_counts_as_told() -> None:
    night = Night()
    await night.staff("veli", StaffRole.COORDINATOR, is_on=True, email=False)
    await night.need()

    for _ in range(2):
        with pytest.raises(NobodyToCallError):
            await night.called()
    await night.staff("kaisa", StaffRole.COORDINATOR, is_on=False)

    assert await night.called() == ["kaisa"]


async def test_when_nobody_comes_it_is_an_alarm_until_somebody_does(night: Night) -> None:
    attention = await night.need()
    await night.called()
    night.later(10 * MINUTE)
    await night.called()
    night.later(10 * MINUTE)

    with pytest.raises(NobodyCameError):
        await night.called()
    async with night.store.begin() as work:
        await work.attention.take([attention], StaffId(uuid4()), None)

    assert await night.called() == []


async def test_what_somebody_took_and_forgot_is_told_anew(night: Night) -> None:
    attention = await night.need()
    await night.called()
    async with night.store.begin() as work:
        await work.attention.take([attention], StaffId(uuid4()), None)
    night.later(2 * 60 * MINUTE)

    assert await night.called() == ["viivi"]


async def test_the_letter_says_neither_who_nor_why(night: Night) -> None:
    attention = await night.need()
    await night.called()

    (said,) = (
        one.data
        for one in night.store.state.published
        if isinstance(one.data, NotificationRequested)
    )
    line = night.store.state.attentions[attention].attention
    (notice,) = night.sealed.notices
    assert said.template == "person_needed"
    assert str(line.request_id) not in said.model_dump_json()
    assert dict(notice.values) == {"page_url": page(Language.FINNISH)}


async def test_the_menu_shows_how_many_wait(night: Night) -> None:
    await night.called()
    await night.need()
    await night.need()
    await night.called()

    assert night.marks == [0, 2]
