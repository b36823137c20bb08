"""Organisations: invited, joined, and what they write down of their days."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final
from urllib.parse import unquote
from uuid import uuid5

import pyotp

from deploy.seeding.acts import Buy, Deliver, Hold, Plan
from deploy.seeding.cast import Stage
from deploy.seeding.draws import moment
from deploy.seeding.post import Letter
from deploy.seeding.script import Organisation
from deploy.seeding.visits import Member
from shared.contracts.words import StaffRole

_SECRET: Final = re.compile(r"secret=([A-Z2-7]+)")
_EDITION: Final = re.compile(r'name="edition" value="(\d+)"')
_MEMBER: Final = "SELECT id, organisation_id FROM staff WHERE name = $1"
_PLANNED: Final = """
SELECT id FROM plans
WHERE organisation_id = $1 AND (starts_at AT TIME ZONE 'Europe/Helsinki')::date = $2 AND title = $3
"""
_SLIPPED: Final = 10
"""A nought too many."""


@dataclass(frozen=True, slots=True)
class Organisations:
    """Each is spoken for by one person, who does all of it by hand."""

    stage: Stage

    async def invite(self, organisation: Organisation) -> None:
        """Have a coordinator invite it."""
        fields = {
            "name": organisation.name,
            "contact": _account(organisation.key),
            "email": _mail(organisation.key),
        }
        await self.stage.visits.post(
            "intake", "/fi/jarjestot/kutsu", fields, self.stage.coordinator
        )

    async def set_up(self, letter: Letter, path: str) -> None:
        """Make an account by the letter, with a code app, and join."""
        visits = self.stage.visits
        password = {"password": f"simulaatio {letter.to}", "again": f"simulaatio {letter.to}"}
        await visits.post("intake", path, password)
        page = await visits.get("intake", f"{path}/tunniste")
        found = _SECRET.search(unquote(page.text))
        assert found, "the page offers a code app"  # noqa: S101  # it says so in its template
        code = pyotp.TOTP(found[1]).now()
        await visits.post("intake", f"{path}/tunniste", {"code": code})
        organisation = next(
            each for each in self.stage.script.organisation if _mail(each.key) == letter.to
        )
        await self._join(organisation)

    async def _join(self, organisation: Organisation) -> None:
        row = await self.stage.pool("intake").fetchrow(_MEMBER, _account(organisation.key))
        assert row is not None, "they were invited"  # noqa: S101  # by the letter they came by
        who = Member(row["id"], StaffRole.PARTNER_MEMBER, row["organisation_id"])
        self.stage.organisations[organisation.key] = who
        home = f"/fi/kumppani/{who.organisation_id}"
        await self._say(f"{home}/tiedot", who, _facts(organisation))
        await self._say(f"{home}/sopimus", who, {"controller": "own"})
        await self._say(f"{home}/maara", who, _capacity(organisation))
        if organisation.health:
            clear = {"reason": "agreement"}
            partner = f"/fi/kumppanit/{who.organisation_id}"
            edition = await self._edition(partner, self.stage.coordinator)
            sent = {**clear, "edition": edition}
            await self.stage.visits.post(
                "matching", f"{partner}/terveys", sent, self.stage.coordinator
            )
        self.stage.count("organisations")

    async def _say(self, path: str, who: Member, fields: dict[str, object]) -> None:
        edition = await self._edition(path, who)
        await self.stage.visits.post("matching", path, {**fields, "edition": edition}, who)

    async def _edition(self, path: str, who: Member) -> str:
        page = await self.stage.visits.get("matching", path, who)
        found = _EDITION.search(page.text)
        return found[1] if found else "0"

    async def plan(self, what: Plan) -> None:
        """Plan each time of a series."""
        each, who = what.activity, self.stage.organisations[what.activity.organisation]
        fields = {
            "title": each.title,
            "service_line": each.line,
            "municipality": each.town,
            "place": each.place,
            "minutes": str(each.minutes),
            "day": what.first.isoformat(),
            "hour": each.hour,
            "until": what.last.isoformat() if each.every == 1 else "",
            "key": str(what.key),
        }
        path = f"/fi/kumppani/{who.organisation_id}/toiminta/suunnitelmat"
        await self.stage.visits.post("matching", path, fields, who)
        self.stage.count("plans")

    async def hold(self, what: Hold) -> None:
        """Write down how many came."""
        each, who = what.activity, self.stage.organisations[what.activity.organisation]
        typed = what.people * _SLIPPED if what.slips else what.people
        fields = self._fields(what, typed)
        if each.place:
            planned = await self.stage.pool("matching").fetchval(
                _PLANNED, who.organisation_id, what.day, each.title
            )
            fields["plan"] = str(planned or "")
        path = f"/fi/kumppani/{who.organisation_id}/toiminta/kirjaa"
        answer = await self.stage.visits.post("matching", path, fields, who)
        self.stage.count("activities")
        self.stage.count("headcount", what.people)
        if what.slips:
            activity_id = answer.headers["location"].rpartition("=")[2]
            at = moment(what.day + timedelta(days=1), 10 * 60)
            self.stage.timetable.enter(at, partial(self._correct, what, activity_id))

    async def _correct(self, what: Hold, activity_id: str) -> None:
        who = self.stage.organisations[what.activity.organisation]
        page = f"/fi/kumppani/{who.organisation_id}/toiminta/{activity_id}/korjaa"
        shown = await self.stage.visits.get("matching", page, who)
        found = re.search(r'name="number" value="(\d+)"', shown.text)
        fields = self._fields(what, what.people) | {
            "number": found[1] if found else "1",
            "key": str(uuid5(what.key, "corrected")),
        }
        await self.stage.visits.post("matching", page, fields, who)
        self.stage.count("activities corrected")

    def _fields(self, what: Hold, people: int) -> dict[str, str]:
        each = what.activity
        return {
            "title": each.title,
            "service_line": each.line,
            "municipality": each.town,
            "occurred_on": what.day.isoformat(),
            "minutes": str(each.minutes),
            "headcount": str(people),
            "volunteer_minutes": str(each.volunteers * each.minutes or ""),
            "key": str(what.key),
        }

    async def buy(self, what: Buy) -> None:
        """Have a coordinator agree on a contract."""
        each, who = what.purchase, self.stage.organisations[what.purchase.organisation]
        fields = {
            "supplier": str(who.organisation_id),
            "title": each.service,
            "service_line": each.line,
            "municipality": each.town,
            "unit": each.unit,
            "quantity": str(each.quantity),
            "price": each.price,
            "first_day": what.first.isoformat(),
            "last_day": what.last.isoformat(),
            "platform": each.platform,
            "key": str(what.key),
        }
        visits, coordinator = self.stage.visits, self.stage.coordinator
        answer = await visits.post("matching", "/fi/ostot/uusi", fields, coordinator)
        self.stage.contracts[what.key] = answer.headers["location"].rpartition("/")[2]
        self.stage.count("contracts")

    async def deliver(self, what: Deliver) -> None:
        """Write down what was delivered."""
        each, who = what.purchase, self.stage.organisations[what.purchase.organisation]
        fields = {
            "occurred_on": what.day.isoformat(),
            "quantity": "1",
            "minutes": str(each.minutes),
            "attendance": str(what.people or ""),
            "key": str(what.key),
        }
        contract = self.stage.contracts[what.contract]
        path = f"/fi/kumppani/{who.organisation_id}/ostot/{contract}/kirjaa"
        await self.stage.visits.post("matching", path, fields, who)
        self.stage.count("deliveries")
        self.stage.count("attendance", what.people or 0)


def _account(key: str) -> str:
    return f"simulaatio.{key}"


def _mail(key: str) -> str:
    return f"{key}@example.org"


def _facts(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "number": organisation.number,
        "lines": list(organisation.lines),
        "towns": list(organisation.towns),
        "languages": list(organisation.languages),
        "phone": "",
        **{f"hours_{weekday}": "9-16" for weekday in range(5)},
    }


def _capacity(organisation: Organisation) -> dict[str, object]:
    return {f"room_{line}": "unlimited" for line in organisation.lines}
