"""Play a script from its first day to its last: every act at its moment, and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from deploy.seeding.acts import Act, Ask, Buy, Deliver, Hold, Miss, Plan, Ring, SignUp
from deploy.seeding.cast import Stage
from deploy.seeding.courier import Courier
from deploy.seeding.draws import Drawing, moment
from deploy.seeding.house import Ground, open_house
from deploy.seeding.moving_clock import MovingClock, moving_clock
from deploy.seeding.players.duty import Duty
from deploy.seeding.players.organisations import Organisations
from deploy.seeding.players.people import People
from deploy.seeding.players.readers import Readers
from deploy.seeding.players.reporter import Reporter
from deploy.seeding.post import open_post
from deploy.seeding.rounds import Rounds
from deploy.seeding.script import Script
from deploy.seeding.timetable import Timetable
from deploy.seeding.visits import Member, open_visits
from services.intake.operating import DemoAccount, add_demo_staff
from shared.contracts.words import StaffRole

STAFF: Final = {
    StaffRole.ADMIN: "demo-admin",
    StaffRole.COORDINATOR: "demo-koordinaattori",
    StaffRole.OPERATOR: "demo-neuvoja",
    StaffRole.REPORTER: "demo-raportoija",
}
_OPENS: Final = 7 * 60
_FIRST_HOUR: Final = 8
_LAST_HOUR: Final = 20
_NIGHT: Final = 23 * 60 + 30
_STAFF: Final = "SELECT id FROM staff WHERE name = $1"
Told = Callable[[date, Mapping[str, int]], None]


def nobody(_day: date, _counts: Mapping[str, int]) -> None:
    """Be told of a day, and do nothing about it."""


@dataclass(frozen=True, slots=True)
class Play:
    """One script on one stage."""

    stage: Stage
    clock: MovingClock
    drawing: Drawing
    ledgers: Mapping[str, str]
    told: Told

    async def run(self) -> Mapping[str, int]:
        """Play every day; gives what was done, counted."""
        script, timetable = self.stage.script, self.stage.timetable
        organisations = Organisations(self.stage)
        readers, rounds = (
            Readers(self.stage, organisations),
            Rounds(self.stage.courier, self.ledgers),
        )
        people, duty = People(self.stage), Duty(self.stage)
        for each in script.organisation:
            timetable.enter(moment(script.first, _OPENS), partial(organisations.invite, each))
        for act in self.drawing.acts():
            timetable.enter(act.at, partial(_do, act, people, organisations))
        day = script.first
        while day <= self.drawing.last:
            rounds.enter(timetable, day)
            duty.enter(day)
            await self._play_until(moment(day, _NIGHT), readers)
            await self.stage.courier.report()
            self.told(day, self.stage.counts)
            day += timedelta(days=1)
        await self.clock.go_to(moment(day, _FIRST_HOUR * 60))
        if self.drawing.last == script.last:
            await Reporter(self.stage, script.report).publish(script.code)
            await self.stage.courier.settle()
        await rounds.prove()
        return self.stage.counts

    async def _play_until(self, until: datetime, readers: Readers) -> None:
        while (next_one := self.stage.timetable.take(until)) is not None:
            at, do = next_one
            await self.clock.go_to(at)
            await do()
            await self.stage.courier.settle()
            await readers.read_all(at)


async def _do(act: Act, people: People, organisations: Organisations) -> None:
    match act.what:
        case SignUp():
            await people.sign_up(act.what)
        case Ask():
            await people.ask(act.what, act.at)
        case Ring():
            await people.ring(act.what, act.at)
        case Miss():
            await people.miss(act.what, act.at)
        case _:
            await _do_for_many(act.what, organisations)


async def _do_for_many(what: Plan | Hold | Buy | Deliver, organisations: Organisations) -> None:
    match what:
        case Plan():
            await organisations.plan(what)
        case Hold():
            await organisations.hold(what)
        case Buy():
            await organisations.buy(what)
        case Deliver():
            await organisations.deliver(what)


async def play(
    script: Script, ground: Ground, number: int, weeks: int, told: Told = nobody
) -> Mapping[str, int]:
    """Play so many weeks of a script on empty databases; their clock stays where it ends."""
    async with moving_clock(ground.owners) as clock, open_post(ground.smtp_port) as post:
        await clock.begin(moment(script.first, _OPENS - 60))
        async with (
            open_house(ground, clock.clock) as house,
            open_visits(house, ground.secrets.import_pass()) as visits,
        ):
            stage = Stage(
                script=script,
                visits=visits,
                courier=Courier(house),
                post=post,
                timetable=Timetable(),
                draw=Random(f"{number} answers"),  # noqa: S311  # no secret
            )
            await _hire(stage, ground)
            return await Play(
                stage, clock, Drawing(script, number, weeks), ground.ledgers, told
            ).run()


async def _hire(stage: Stage, ground: Ground) -> None:
    dsn, ring = ground.databases["intake"], ground.secrets.sealing_keys("intake")
    for role, name in STAFF.items():
        secrets = ground.secrets
        account = DemoAccount(name, secrets.staff_password(name), role, secrets.staff_totp(name))
        await add_demo_staff(dsn, ring, account)
        stage.staff[role] = Member(await stage.pool("intake").fetchval(_STAFF, name), role)
