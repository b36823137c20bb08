"""Those who ask for help, offer it, or ring the network's phone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from deploy.seeding.acts import Ask, Miss, Ring, SignUp
from deploy.seeding.cast import Stage
from deploy.seeding.timetable import by_day
from shared.contracts.call_words import CallOutcome

_MISSED: Final = """
SELECT id FROM missed_calls WHERE closed_at IS NULL AND is_missed AND call_id IS NULL
ORDER BY rang_at, id LIMIT 1
"""
_OWED: Final = "SELECT id FROM call_backs WHERE id = $1 AND closed_at IS NULL"
_CALLS: Final = "/fi/ops"


@dataclass(frozen=True, slots=True)
class People:
    """Whoever is outside the network, and the operator at the phone."""

    stage: Stage

    async def sign_up(self, what: SignUp) -> None:
        """Offer help; who is not sure does not confirm."""
        if not what.confirms:
            self.stage.unsure.add(what.email)
        fields = {
            "first_name": "",
            "name": what.name,
            "email": what.email,
            "phone": "",
            "categories": list(what.categories),
            "languages": [what.language.spoken],
            "weekly_cap": "7",
            "consent": "yes",
        }
        path = f"/{what.language}/vapaaehtoinen/liity/{what.postal_code}"
        await self.stage.visits.post("matching", path, fields)
        self.stage.count("volunteers applied")

    async def ask(self, what: Ask, now: datetime) -> None:
        """Ask by the form's interface, or by phone."""
        if what.by_phone:
            page = await self._begin("inbound")
            fields = {**what.fields, "caller": "self", "may_ring": "yes", "under_18": "no"}
            at = by_day(now + timedelta(minutes=self.stage.draw.choice((5, 10, 15))))
            end = partial(self._end, page, {"do": "new_request", **fields})
            self.stage.timetable.enter(at, end)
            self.stage.count("requests by phone")
            return
        answer = await self.stage.visits.ask(_body(what), str(what.key))
        self.stage.count("requests by web")
        if what.cancels:
            page = "/" + answer.json()["status_url"].partition("//")[2].partition("/")[2]
            later = by_day(now + timedelta(minutes=self.stage.draw.randint(20, 300)))
            self.stage.timetable.enter(later, partial(self._cancel, page))

    async def _cancel(self, page: str) -> None:
        await self.stage.visits.post("intake", f"{page}/peru", {})
        self.stage.count("cancelling pressed")

    async def ring(self, what: Ring, now: datetime) -> None:
        """Ring, or be rung; it takes a while."""
        page = await self._begin("inbound")
        minutes = self.stage.draw.choice((5, 5, 5, 10, 10, 15))
        fields = {"do": "end", "outcome": what.outcome, "phone": what.phone, "language": "fi"}
        if what.outcome is CallOutcome.CALL_BACK:
            fields["call_back"] = "morning"
            tomorrow = by_day(now + timedelta(hours=self.stage.draw.randint(16, 26)))
            self.stage.timetable.enter(tomorrow, partial(self._call_back, page, tomorrow))
        end = partial(self._end, page, fields)
        self.stage.timetable.enter(now + timedelta(minutes=minutes), end)

    async def _call_back(self, page: str, now: datetime) -> None:
        """Ring whom it was promised: its id is that of the call in which it was."""
        promised = page.rpartition("/")[2]
        if await self.stage.pool("intake").fetchval(_OWED, promised) is None:
            return
        path = f"{_CALLS}/takaisinsoitot/{promised}"
        answer = await self.stage.visits.post("intake", path, {}, self.stage.operator)
        self.stage.count("call-backs")
        await self._end_later(answer.headers["location"], now, CallOutcome.ADVISED)

    async def miss(self, what: Miss, now: datetime) -> None:
        """Have an operator note that nobody answered; most are rung back."""
        noted = {"missed_number": what.phone, "missed_at": ""}
        await self.stage.visits.post("intake", f"{_CALLS}/vastaamatta", noted, self.stage.operator)
        self.stage.count("calls missed")
        if what.rung_back:
            later = by_day(now + timedelta(minutes=self.stage.draw.randint(10, 240)))
            outcome = CallOutcome.ADVISED if what.reached else CallOutcome.NO_ANSWER
            self.stage.timetable.enter(later, partial(self._ring_back, later, outcome))

    async def _ring_back(self, now: datetime, outcome: CallOutcome) -> None:
        missed = await self.stage.pool("intake").fetchval(_MISSED)
        if missed is None:
            return
        path = f"{_CALLS}/vastaamatta/{missed}"
        answer = await self.stage.visits.post("intake", path, {}, self.stage.operator)
        self.stage.count("missed calls rung back")
        await self._end_later(answer.headers["location"], now, outcome)

    async def _end_later(self, page: str, now: datetime, outcome: CallOutcome) -> None:
        fields = {"do": "end", "outcome": outcome}
        self.stage.timetable.enter(now + timedelta(minutes=5), partial(self._end, page, fields))

    async def _begin(self, direction: str) -> str:
        begun = {"direction": direction}
        answer = await self.stage.visits.post("intake", _CALLS, begun, self.stage.operator)
        return answer.headers["location"]

    async def _end(self, page: str, fields: dict[str, str]) -> None:
        """End it as it is on the screen: what is typed there has the version of the call."""
        version = await self.stage.pool("intake").fetchval(
            "SELECT version FROM calls WHERE id = $1", page.rpartition("/")[2]
        )
        sent = {**fields, "version": str(version)}
        await self.stage.visits.post("intake", page, sent, self.stage.operator)
        self.stage.count("calls ended")


def _body(what: Ask) -> dict[str, object]:
    said = {name: value for name, value in what.fields.items() if value}
    agreed = said.pop("may_be_referred", "") == "yes"
    return {**said, "may_be_referred": agreed, "under_18": False, "phone_is_abroad": False}
