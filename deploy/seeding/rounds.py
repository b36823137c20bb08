"""What services do by themselves when its time has come: every other hour, each day, each week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from deploy.seeding.courier import Courier
from deploy.seeding.draws import moment
from deploy.seeding.timetable import Timetable
from deploy.verifying.places import Places
from deploy.verifying.rules import Verdict
from deploy.verifying.watermark import prove
from shared.loops import Loop
from shared.retention.inventory import read_inventory

OFTEN: Final = (
    ("intake", "wishes"),
    ("intake", "call_on_duty"),
    ("intake", "promises"),
    ("matching", "matchmaker"),
    ("matching", "lapsed_matches"),
    ("matching", "late_needs"),
    ("matching", "needs_to_refer"),
    ("matching", "referrals_to_pass_on"),
    ("matching", "referrals_due"),
    ("matching", "search_reports"),
    ("notify", "letters"),
)
DAILY: Final = (
    ("intake", "reach"),
    ("intake", "partner_mornings"),
    ("matching", "weeks_over"),
    ("matching", "unconfirmed_applicants"),
    ("matching", "pauses_over"),
    ("matching", "invitations_over"),
    ("matching", "supply"),
    ("matching", "referrals_of_left"),
    ("matching", "capacity_reminders"),
    ("reporting", "log_months"),
)
_HOURS: Final = range(8, 22, 2)
_DAWN: Final = 7 * 60 + 30
_NIGHT: Final = 22 * 60 + 30
_SUNDAY: Final = 7
_REST_SECONDS: Final = 15.0
"""What was said a moment ago is not judged yet."""


class UnsoundError(Exception):
    """What the services keep does not agree; the broken rules are named."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The loops of all services, which nobody else runs here."""

    courier: Courier
    ledgers: Mapping[str, str]

    def enter(self, timetable: Timetable, day: date) -> None:
        """Enter a day's rounds."""
        timetable.enter(moment(day, _DAWN), self.daily)
        for hour in _HOURS:
            timetable.enter(moment(day, hour * 60), self.often)
        if day.isoweekday() == _SUNDAY:
            timetable.enter(moment(day, _NIGHT), self.prove)
            timetable.enter(moment(day, _NIGHT), self.forget)

    async def often(self) -> None:
        """Do what comes due within a day."""
        for service, name in OFTEN:
            await self._round(service, name)

    async def daily(self) -> None:
        """Do what comes due in days."""
        for service, name in DAILY:
            await self._round(service, name)

    async def forget(self) -> None:
        """Remove what is too old by the network's own clock, as every network does."""
        for each in self.courier.house.services.values():
            await _go_round(each.retention)

    async def prove(self) -> None:
        """Compare what all services keep, and let them forget what is proven and old.

        While something waits nothing is proven yet. Raises UnsoundError: nothing is played on
        where something was lost or doubled.
        """
        await self.often()
        await self.courier.settle()
        await self.courier.report()
        age = read_inventory().tables["every"]["outbox"].age
        verdict = await prove(Places(self.ledgers, ""), age, _REST_SECONDS)
        if broken := broken_rules(verdict):
            raise UnsoundError(*broken)

    async def _round(self, service: str, name: str) -> None:
        await _go_round(self.courier.loop(service, name))


async def _go_round(loop: Loop) -> None:
    try:
        while await loop.round() is not None:
            pass
    except Exception as error:  # noqa: BLE001  # a round that fails ends nothing, as in a service
        loop.note_failure(error)
    await loop.finish()


def broken_rules(verdict: Verdict) -> list[str]:
    """Name what does not hold: rules, and ways on which something was lost or came unexpected."""
    rules = [check.rule for check in verdict.checks if check.broken]
    ways = [f"{hop.type} at {hop.consumer}" for hop in verdict.hops if hop.lost or hop.unexpected]
    return [*rules, *ways]
