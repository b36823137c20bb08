"""A member of staff says that they are on duty, and where letters reach them."""

from uuid import uuid4

import pytest

from services.intake.duty.use_cases import KeepDuty, UnknownStaffError
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import Language, StaffRole
from tests.support.intake.fakes import FakeStore


class Office:
    """A store with staff."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.keep = KeepDuty(self.store)

    async def staff(self, role: StaffRole = StaffRole.COORDINATOR) -> StaffId:
        staff = Staff(StaffId(uuid4()), f"someone {uuid4()}", "hash", (role,))
        async with self.store.begin() as work:
            await work.staff.add(staff)
        return staff.id


@pytest.fixture
def office() -> Office:
    return Office()


async def test_only_who_can_be_reached_goes_on_duty(office: Office) -> None:
    kaisa = await office.staff()

    tried = [await office.keep.go_on(kaisa)]
    wrong = await office.keep.set_email(kaisa, "kaisa at home", Language.FINNISH)
    tried.append(await office.keep.go_on(kaisa))
    right = await office.keep.set_email(kaisa, "kaisa@example.org", Language.FINNISH)
    tried.append(await office.keep.go_on(kaisa))

    assert tried == [False, False, True]
    assert wrong is not None
    assert right is None
    assert (await office.keep.show(kaisa)).is_on


async def test_who_takes_the_address_away_is_off_duty(office: Office) -> None:
    kaisa = await office.staff()
    await office.keep.set_email(kaisa, "kaisa@example.org", Language.FINNISH)
    await office.keep.go_on(kaisa)

    await office.keep.set_email(kaisa, "", Language.FINNISH)

    assert not (await office.keep.show(kaisa)).is_on


async def test_who_speaks_with_nobody_has_an_address_but_no_duty(office: Office) -> None:
    lead = await office.staff(StaffRole.SAFEGUARDING_LEAD)
    await office.keep.set_email(lead, "lead@example.org", Language.FINNISH)

    assert not await office.keep.go_on(lead)
    assert (await office.keep.show(lead)).to is not None


async def test_somebody_unknown_is_on_no_duty(office: Office) -> None:
    assert not await office.keep.go_on(StaffId(uuid4()))
    with pytest.raises(UnknownStaffError):
        await office.keep.show(StaffId(uuid4()))
