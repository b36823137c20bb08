"""Looking somebody up: what is shown, what is noted, and where it ends."""

from uuid import uuid4

import pytest

from services.intake.lookups.letters import AlarmLetters
from services.intake.lookups.model import Found, Opened, Reason
from services.intake.lookups.rules import LOOKS_A_DAY, SEARCHES_A_DAY
from services.intake.lookups.use_cases import LookUp, Refused, TellLooks
from services.intake.requests.model import RequestId
from services.intake.requests.rules.marks import marked_by
from services.intake.staff.model import StaffId
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Drawn, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.lookups.building import LEAD, alarm_letters
from tests.support.intake.lookups.fakes import FakeLookReader, NobodyKnown
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.pseudonyms import PSEUDONYMS, FakePseudonymKeys

KAISA = StaffId(uuid4())
PHONE = "040 123 4567"


class Office:
    """A member of staff at work, over the fake store."""

    def __init__(self, letters: AlarmLetters | None = None) -> None:
        self.store, self.sealed = FakeStore(), Sealed()
        letters = letters or alarm_letters(self.sealed)
        keys, chance = FakePseudonymKeys(), Drawn().chance()
        self.look_up = LookUp(self.store, keys, letters, chance, FakeCurrent(), NobodyKnown())
        self.tell = TellLooks(FakeLookReader(self.store), keys)

    async def request(self) -> RequestId:
        new = new_request(link=str(uuid4()))
        marks = {"phone": PSEUDONYMS.of(*marked_by("phone", "+358401234567"))}
        async with self.store.begin() as work:
            await work.submissions.keep(taken_in(new))
        self.store.state.requests[new.id].marks = marks
        return new.id

    async def open(self, request_id: RequestId, times: int = 1) -> Opened | Refused:
        for _ in range(times - 1):
            await self.look_up.open_contact(request_id, Reason.CALL_BACK, KAISA)
        return await self.look_up.open_contact(request_id, Reason.CALL_BACK, KAISA)


@pytest.fixture
def office() -> Office:
    return Office()


async def test_a_search_shows_a_mask_and_leaves_a_row(office: Office) -> None:
    request_id = await office.request()

    found = await office.look_up.find_person(PHONE, KAISA)

    assert isinstance(found, list)
    (line,) = found
    assert isinstance(line, Found)
    assert (line.request.id, line.name, line.phone) == (request_id, "A…", "…67")
    ((who, mark, count, _),) = office.store.state.searches
    assert (who, count) == (KAISA, 1)
    assert mark is not None
    assert "1234567" not in mark
    assert office.store.state.looks == []


async def test_contact_data_is_opened_for_a_reason_that_is_kept(office: Office) -> None:
    request_id = await office.request()

    opened = await office.open(request_id)

    assert isinstance(opened, Opened)
    assert opened.contact.first_name == "Aino"
    (look,) = office.store.state.looks
    assert (look.request_id, look.staff_id, look.reason) == (request_id, KAISA, "call_back")


async def test_a_part_finds_nothing_and_an_unknown_request_shows_nothing(office: Office) -> None:
    assert await office.look_up.find_person("Aino", KAISA) is Refused.UNREADABLE
    assert await office.open(RequestId(uuid4())) is Refused.UNKNOWN
    assert office.store.state.looks == []


async def test_past_the_days_number_nothing_is_shown_and_the_lead_is_told_once(
    office: Office,
) -> None:
    request_id = await office.request()

    shown = await office.open(request_id, LOOKS_A_DAY)
    refused = [await office.open(request_id), await office.open(request_id)]

    assert isinstance(shown, Opened)
    assert refused == [Refused.ENOUGH] * 2
    assert len(office.store.state.looks) == LOOKS_A_DAY
    (letter,) = office.sealed.notices
    assert letter.recipient == LEAD
    assert "Kaisa" not in str(letter)
    assert len(await office.tell.alarms()) == 1


@pytest.mark.long
async def test_searches_end_too(office: Office) -> None:
    await office.request()
    for _ in range(SEARCHES_A_DAY):
        await office.look_up.find_person(PHONE, KAISA)

    assert await office.look_up.find_person(PHONE, KAISA) is Refused.ENOUGH
    assert len(await office.tell.alarms()) == 1


async def test_where_no_lead_is_named_the_alarm_waits_on_the_page() -> None:
    sealed = Sealed()
    letters = alarm_letters(sealed)
    office = Office(AlarmLetters(letters.post, letters.now, letters.page))
    request_id = await office.request()

    await office.open(request_id, LOOKS_A_DAY + 1)

    assert sealed.notices == []
    (alarm,) = await office.tell.alarms()
    await office.look_up.settle_alarm(alarm.id, KAISA)
    assert await office.tell.alarms() == []


async def test_who_saw_a_person_is_told_however_they_are_named(office: Office) -> None:
    request_id = await office.request()
    reference = office.store.state.requests[request_id].stored.reference
    await office.open(request_id)

    for named in (reference.lower(), PHONE, str(request_id)):
        looks = await office.tell.looks_at(named)
        assert looks is not None, named
        assert [look.reason for look in looks] == ["call_back"], named
    assert await office.tell.looks_at("Aino") is None
