"""Whoever gets a letter reads it, and does some time later what it asks."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from deploy.seeding.cast import Stage
from deploy.seeding.draws import between, often, weighed
from deploy.seeding.players.organisations import Organisations
from deploy.seeding.post import Letter
from deploy.seeding.timetable import by_day
from shared.sealing.tokens import token_hash

Read = Callable[[Letter, str], Awaitable[None]]
_OF_REFERRAL: Final = "SELECT referral_id FROM referral_links WHERE token_hash = $1"
_WHOSE: Final = "SELECT organisation_id FROM referrals WHERE id = $1"
_WHAT: Final = """
SELECT needs.category FROM task_links JOIN matches ON matches.id = task_links.match_id
JOIN needs ON needs.request_id = matches.request_id WHERE task_links.token_hash = $1
"""
DAY: Final = timedelta(days=1)
_QUICK: Final = 75
"""Percent of volunteers who look at their letters at once."""
_AT_ONCE: Final = (2, 9)
_SOON: Final = (10, 40)
_IN_OFFICES: Final = (10, 75)
_LATER: Final = (60, 60 * 20)
"""Minutes within which a letter is read."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What is done about a letter hangs on where it leads."""

    stage: Stage
    organisations: Organisations

    async def read_all(self, now: datetime) -> None:
        """Read what has come, and enter what is done about it."""
        for letter in self.stage.post.take():
            for part, enter in self._ways(now).items():
                path = letter.path_with(part)
                if path is not None:
                    enter(letter, path)
                    break

    def _ways(self, now: datetime) -> Mapping[str, Callable[[Letter, str], None]]:
        """By a part of the path; the more exact come first."""
        return {
            "/kutsu/": lambda letter, path: self._enter(
                now, 30, partial(self.organisations.set_up, letter, path)
            ),
            "/vapaaehtoinen/vahvista/": lambda letter, path: self._confirm(now, letter, path),
            "/yhteys/": lambda letter, path: self._help(now, letter, path),
            "/v/": lambda _, path: self._answer_proposal(now, path),
            "/ohjaus/": lambda _, path: self._answer_referral(now, path),
            "/palaute": lambda _, path: self._say_helped(now, path),
        }

    def _enter(self, now: datetime, minutes: int, do: Callable[[], Awaitable[None]]) -> None:
        self.stage.timetable.enter(by_day(now + timedelta(minutes=minutes)), do)

    def _confirm(self, now: datetime, letter: Letter, path: str) -> None:
        if letter.to in self.stage.unsure:
            return
        self._enter(now, self.stage.draw.randint(*_SOON), partial(self._press_confirm, path))

    async def _press_confirm(self, path: str) -> None:
        await self.stage.visits.post("matching", path, {})
        self.stage.count("volunteers confirmed")

    def _answer_proposal(self, now: datetime, path: str) -> None:
        of, draw = self.stage.script.requests, self.stage.draw
        chance = draw.randrange(100)
        if chance < of.silent:
            return
        answer = "accept" if chance < of.silent + of.accepted else "decline"
        do = partial(self._press, "matching", path, {"answer": answer}, f"proposals: {answer}")
        minutes = draw.randint(*_AT_ONCE) if often(draw, _QUICK) else draw.randint(*_SOON)
        self._enter(now, minutes, do)

    def _help(self, now: datetime, letter: Letter, path: str) -> None:
        """See whom to help, go there, and write down how long it took."""
        task = letter.path_with("/t/")
        draw = self.stage.draw
        self._enter(now, draw.randint(*_SOON), partial(self._see_contact, path))
        if task is not None:
            self._enter(now, draw.randint(*_LATER), partial(self._say_done, task))

    async def _see_contact(self, path: str) -> None:
        """Open the card in one browser, which is known by its cookie."""
        visits = self.stage.visits
        client = visits.clients["intake"]
        client.cookies.clear()
        await visits.get("intake", path)
        await visits.post("intake", path, {"introduced_as": ""})
        client.cookies.clear()

    async def _say_done(self, path: str) -> None:
        token = path.rpartition("/")[2]
        category = await self.stage.pool("matching").fetchval(_WHAT, token_hash(token))
        need = next(
            (each for each in self.stage.script.requests.need if each.category == category), None
        )
        minutes = between(self.stage.draw, need.minutes) if need else 45
        await self._press("matching", path, {"minutes": str(minutes)}, "tasks done")

    def _answer_referral(self, now: datetime, path: str) -> None:
        minutes = self.stage.draw.randint(*_IN_OFFICES)
        self._enter(now, minutes, partial(self._press_referral, now, path))

    async def _press_referral(self, now: datetime, path: str) -> None:
        """Answer once: a reminder of what is answered has been overtaken."""
        draw, token = self.stage.draw, path.rpartition("/")[2]
        referral = await self.stage.pool("matching").fetchval(_OF_REFERRAL, token_hash(token))
        if referral in self.stage.answered:
            return
        self.stage.answered.add(referral)
        accepts = often(draw, self.stage.script.requests.accepted_by_partners)
        fields = {"step": "accept"} if accepts else {"step": "decline", "code": "full"}
        days = draw.randint(2, 14)
        await self._press("matching", path, fields, f"referrals: {fields['step']}")
        if accepts:
            done = partial(self._complete_referral, referral)
            self.stage.timetable.enter(by_day(now + days * DAY), done)

    async def _complete_referral(self, referral: UUID) -> None:
        whose = await self.stage.pool("matching").fetchval(_WHOSE, referral)
        who = next(
            each for each in self.stage.organisations.values() if each.organisation_id == whose
        )
        path = f"/fi/kumppani/{whose}/ohjaukset/{referral}"
        await self.stage.visits.post("matching", path, {"step": "complete"}, who)
        self.stage.count("referrals: complete")

    def _say_helped(self, now: datetime, path: str) -> None:
        of, draw = self.stage.script.requests, self.stage.draw
        if not often(draw, of.answered):
            return
        said = weighed(draw, of.helped)
        page = path.partition("?")[0]
        do = partial(self._press, "intake", page, {"helped": said}, f"answers: {said}")
        self._enter(now, draw.randint(60, 2880), do)

    async def _press(self, service: str, path: str, fields: Mapping[str, str], what: str) -> None:
        await self.stage.visits.post(service, path, fields)
        self.stage.count(what)
