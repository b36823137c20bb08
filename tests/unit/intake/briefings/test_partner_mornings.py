"""The letter of the morning to organisations: once a day, where there is something to tell."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.intake.briefings.use_cases import KeepCapacities
from services.intake.organisations.model import OrganisationId
from services.intake.requests.model import RequestId
from services.intake.staff.model import Staff, StaffId
from shared.contracts import matching as said
from shared.contracts.event import Event
from shared.contracts.partner_words import CapacityPeriod, CapacityUnit
from shared.contracts.words import Language, ServiceLine, StaffRole
from tests.support.intake.briefings.building import (
    MORNING,
    keep_referral,
    organisation_with,
    partner_mornings,
)
from tests.support.intake.briefings.fakes import FakeDueMornings
from tests.support.intake.building import PUBLIC_URL, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.organisations.building import from_matching
from tests.support.intake.submissions.building import new_request, taken_in

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org", "K7-0B11")


class Network:
    """An organisation, a request, and two processes that write."""

    def __init__(self) -> None:
        self.store, self.sealed, self.now = FakeStore(), Sealed(), MORNING
        self.whose = OrganisationId(uuid4())
        self.processes = [
            partner_mornings(self.store, FakeDueMornings(self.store), self.sealed, lambda: self.now)
            for _ in range(2)
        ]
        self.heard = 0

    async def refer(self) -> RequestId:
        new = taken_in(new_request(link=str(uuid4())))
        async with self.store.begin() as work:
            await work.submissions.keep(new)
        await keep_referral(self.store, new.new.id, self.whose)
        return new.new.id

    async def hear(self, data: Event, version: int = 0) -> None:
        self.heard += 1
        event = from_matching(self.whose, data, version or self.heard)
        keep = KeepCapacities(self.store)
        if isinstance(data, said.PartnerCapacityReported):
            await keep.react_to_capacity_reported(event)  # type: ignore[arg-type]  # of its kind
        else:
            await keep.react_to_pause(event)  # type: ignore[arg-type]  # of its kind

    async def member(self, name: str, *, address: str = "", wants: bool = True) -> None:
        roles = (StaffRole.PARTNER_MEMBER,)
        staff = Staff(StaffId(uuid4()), name, "hash", roles, organisation_id=self.whose)
        async with self.store.begin() as work:
            await work.staff.add(staff)
            await work.duties.set_email(staff.id, address, Language.SWEDISH)
            await work.duties.want_mornings(staff.id, wants=wants)

    async def written(self, now: datetime) -> list[str]:
        """Let both look; gives who was written to."""
        self.now, before = now, len(self.sealed.notices)
        due = [(each, await each.due(10)) for each in self.processes]
        for process, rows in due:
            for whose in rows:
                await process.write(whose)
        return sorted(notice.recipient for notice in self.sealed.notices[before:])


@pytest.fixture
async def network() -> Network:
    network = Network()
    network.whose = await organisation_with(network.store, "veera")
    return network


def capacity(whose: UUID, days: int | None) -> said.PartnerCapacityReported:
    """Give what an organisation says of food, until so many days after the morning."""
    until = None if days is None else (MORNING + days * DAY).date()
    return said.PartnerCapacityReported(
        organisation_id=whose,
        service_line=ServiceLine.FOOD,
        amount=20,
        unit=CapacityUnit.BAGS,
        per=CapacityPeriod.WEEK,
        valid_until=until,
    )


async def test_an_organisation_is_written_to_once_a_day_though_two_processes_look(
    network: Network,
) -> None:
    await network.refer()
    times = (-MINUTE, timedelta(), MINUTE, timedelta(hours=3), DAY, DAY + MINUTE)

    written = [len(await network.written(MORNING + each)) for each in times]

    assert written == [0, 1, 0, 0, 1, 0]


async def test_a_day_with_nothing_is_seen_to_and_what_comes_later_waits_until_the_next(
    network: Network,
) -> None:
    quiet = await network.written(MORNING)
    await network.refer()

    assert (quiet, await network.written(MORNING + timedelta(hours=2))) == ([], [])
    assert await network.written(MORNING + DAY) == ["veera@example.org"]


async def test_each_member_with_an_address_is_written_to_who_did_not_refuse(
    network: Network,
) -> None:
    await network.refer()
    await network.member("matti", address="matti@example.org")
    await network.member("refuses", address="refuses@example.org", wants=False)
    await network.member("without")

    assert await network.written(MORNING) == ["matti@example.org", "veera@example.org"]


async def test_each_line_leads_to_its_page_and_names_nobody(network: Network) -> None:
    for _ in range(7):
        await network.refer()
    await network.hear(capacity(network.whose, 7))
    await network.written(MORNING)

    (notice,) = network.sealed.notices
    own, values = f"{PUBLIC_URL}/fi/kumppani/{network.whose}", notice.values
    urls = [values[f"open_{at}_url"] for at in range(1, 6)]
    assert len({url.removeprefix(f"{own}/") for url in urls}) == 5
    assert values["open_1"].startswith("Vastatkaa viimeistään 26.11.2026 klo 11.30: Mikkeli, ")
    assert values["open_more"] == "ja 2 muuta pyyntöä"
    assert values["lapses_1"].endswith(": 3.12.2026 asti")
    assert (values["lapses_2"], values["lapses_url"]) == ("", f"{own}/maara")
    assert values["refuse_url"] == f"{PUBLIC_URL}/fi/oma-tili/vuoro"
    references = [each.stored.reference for each in network.store.state.requests.values()]
    told = " ".join(values.values())
    assert [word for word in (*PERSONAL, *references) if word in told] == []


@pytest.mark.parametrize(("days", "letters"), [(-1, 0), (0, 1), (7, 1), (8, 0), (None, 0)], ids=str)
async def test_what_lapses_within_a_week_is_told(
    network: Network, days: int | None, letters: int
) -> None:
    await network.hear(capacity(network.whose, days))

    assert len(await network.written(MORNING)) == letters


async def test_the_newest_of_what_was_said_counts_and_who_rests_is_not_asked(
    network: Network,
) -> None:
    await network.hear(capacity(network.whose, 30), 3)
    await network.hear(capacity(network.whose, 1), 2)
    renewed = await network.written(MORNING)
    await network.hear(capacity(network.whose, 3), 4)
    await network.hear(said.PartnerPaused(organisation_id=network.whose), 5)
    rests = await network.written(MORNING + DAY)
    await network.hear(said.PartnerResumed(organisation_id=network.whose), 6)

    assert (renewed, rests) == ([], [])
    assert len(await network.written(MORNING + 2 * DAY)) == 1


@pytest.mark.parametrize(
    "due", [datetime(2026, 3, 29, 4, 30, tzinfo=UTC), datetime(2026, 10, 25, 5, 30, tzinfo=UTC)]
)
async def test_it_is_half_past_seven_by_the_wall_on_the_days_the_clock_changes(
    network: Network, due: datetime
) -> None:
    await network.refer()

    written = [await network.written(due + each) for each in (-60 * MINUTE, -MINUTE, 0 * MINUTE)]

    assert [len(each) for each in written] == [0, 0, 1]


async def test_who_left_is_not_written_to(network: Network) -> None:
    await network.refer()
    async with network.store.begin() as work:
        await work.organisations.end(network.whose)

    assert await network.written(MORNING) == []
