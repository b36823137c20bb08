"""The letter of the morning: once a day, to who coordinates, and about nobody by name."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.briefings.rules import end_of_day, is_time
from services.intake.staff.model import Staff, StaffId
from shared.clock import HELSINKI
from shared.contracts.words import Language, StaffRole
from tests.support.activations import ASLEEP, FakeCurrent
from tests.support.intake.briefings.building import MORNING, briefings
from tests.support.intake.building import Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.submissions.building import new_request, taken_in

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org", "K7-0B11")


class Network:
    """Staff, those who wait, and two processes that write."""

    def __init__(self) -> None:
        self.store, self.sealed, self.now = FakeStore(), Sealed(), MORNING
        self.store.state.now = MORNING
        self.processes = [briefings(self.store, self.sealed, lambda: self.now) for _ in range(2)]

    async def staff(self, name: str, role: StaffRole, language: Language | None) -> None:
        staff = Staff(StaffId(uuid4()), name, "hash", (role,))
        async with self.store.begin() as work:
            await work.staff.add(staff)
            if language:
                await work.duties.set_email(staff.id, f"{name}@example.org", language)

    async def asked(self, number: int = 1) -> None:
        for _ in range(number):
            async with self.store.begin() as work:
                await work.submissions.keep(taken_in(new_request(link=str(uuid4()))))

    async def written(self, now: datetime) -> list[str]:
        """Let both look; gives who was written to."""
        self.now, before = now, len(self.sealed.notices)
        for process in self.processes:
            await process()
        return sorted(notice.recipient for notice in self.sealed.notices[before:])


@pytest.fixture
async def network() -> Network:
    network = Network()
    await network.staff("kaisa", StaffRole.COORDINATOR, Language.SWEDISH)
    await network.staff("without", StaffRole.COORDINATOR, None)
    await network.staff("oona", StaffRole.OPERATOR, Language.FINNISH)
    return network


async def test_it_goes_once_a_day_though_two_processes_look(network: Network) -> None:
    times = (-MINUTE, timedelta(), MINUTE, timedelta(hours=3), DAY, DAY + MINUTE)

    written = [len(await network.written(MORNING + each)) for each in times]

    assert written == [0, 1, 0, 0, 1, 0]


async def test_it_goes_to_coordinators_who_gave_an_address(network: Network) -> None:
    assert await network.written(MORNING) == ["kaisa@example.org"]


@pytest.mark.parametrize(("late", "letters"), [(269, 1), (270, 0), (600, 0)])
async def test_who_wakes_late_writes_until_noon(network: Network, late: int, letters: int) -> None:
    assert len(await network.written(MORNING + late * MINUTE)) == letters


async def test_a_network_that_sleeps_writes_nothing_and_may_wake_in_the_morning() -> None:
    network = Network()
    await network.staff("kaisa", StaffRole.COORDINATOR, Language.FINNISH)

    asleep = briefings(network.store, network.sealed, lambda: MORNING, FakeCurrent(stands=ASLEEP))
    await asleep()

    assert network.sealed.notices == []
    assert len(await network.written(MORNING + MINUTE)) == 1


async def test_each_line_is_a_link_and_names_nobody(network: Network) -> None:
    await network.asked(7)
    network.store.state.now += timedelta(hours=50)
    await network.written(MORNING)

    values = network.sealed.notices[-1].values
    waits = [values[f"waits_{at}"] for at in range(1, 6)]
    urls = {values[f"waits_{at}_url"] for at in range(1, 6)}
    assert all(said.startswith("Väntat 2 ") for said in waits)
    assert len(urls) == 5
    assert all("/sv/ops/pyynto/" in url for url in urls)
    references = [each.stored.reference for each in network.store.state.requests.values()]
    told = " ".join(values.values())
    assert [word for word in (*PERSONAL, *references) if word in told] == []


async def test_with_nobody_waiting_every_line_is_empty(network: Network) -> None:
    await network.written(MORNING)

    values = network.sealed.notices[-1].values
    assert {value for name, value in values.items() if name != "board_url"} == {""}


@given(st.dates(datetime(2026, 1, 1, tzinfo=UTC).date(), datetime(2027, 12, 31, tzinfo=UTC).date()))
def test_each_day_has_one_morning_of_four_and_a_half_hours(day: object) -> None:
    start = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=HELSINKI).astimezone(UTC)
    moments = [(start + minutes * MINUTE).astimezone(HELSINKI) for minutes in range(25 * 60)]
    times = [each for each in moments if is_time(each) and str(each.date()) == str(day)]

    assert len(times) == 270
    assert all(end_of_day(each).astimezone(HELSINKI).hour == 0 for each in times[:1])
    assert all(str(end_of_day(each).date() - DAY) == str(day) for each in times[:1])
