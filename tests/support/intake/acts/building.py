"""A coordinator's hands over one request of a scene in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.acts.model import Other, Outcome, Press, Reason, Shown
from services.intake.acts.use_cases.correct import ChangeRequests
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.link import LinkRequests
from services.intake.acts.use_cases.merge import MergeRequests
from services.intake.acts.use_cases.notes import KeepNotes
from services.intake.acts.use_cases.show import ShowActs
from services.intake.acts.use_cases.split import SplitRequests
from services.intake.requests.model import RequestId
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from shared.fields.problem import Problem
from tests.support.intake.building import NOW
from tests.support.intake.scene import Scene
from tests.support.pseudonyms import FakePseudonymKeys


def coordinator(name: str, number: int) -> Staff:
    """Give one of the staff."""
    return Staff(StaffId(UUID(int=number)), name, "$argon2id$", (StaffRole.COORDINATOR,))


KAISA, PEKKA = coordinator("Kaisa", 1), coordinator("Pekka", 2)


@dataclass
class Hands:
    """What Kaisa and Pekka can do."""

    scene: Scene = field(default_factory=Scene)
    later: timedelta = timedelta()
    about: RequestId | None = None
    """One of several."""

    def __post_init__(self) -> None:
        """Put the use cases over the scene."""
        scene = self.scene
        scene.store.state.staff |= {"kaisa": KAISA, "pekka": PEKKA}
        settle, store = scene.reopening.settle, scene.store
        self.end = EndRequests(store, settle, scene.reopening, self.now)
        self.change = ChangeRequests(store, scene.corrections, FakePseudonymKeys(), self.now)
        self.keep = KeepNotes(store, self.now)
        self.merging = MergeRequests(store, self.end, scene.corrections, FakePseudonymKeys())
        self.linking = LinkRequests(store, scene.corrections, FakePseudonymKeys(), self.now)
        self.splitting = SplitRequests(store, scene.submissions, scene.corrections, self.now)
        self.acts = ShowActs(store, self.now)

    def now(self) -> datetime:
        return NOW + self.later

    @property
    def id(self) -> RequestId:
        return self.about or self.scene.request.stored.id

    async def look(self, other: str = "") -> Shown:
        shown = await self.acts.show(self.id, other)
        assert shown is not None
        return shown

    async def press(self, reason: Reason | None, by: Staff = KAISA, seen: str = "") -> Press:
        return Press(self.id, by.id, reason, seen or (await self.look()).stand.seen)

    async def close(
        self, reason: Reason | None = Reason.NO_CONTACT, also: Sequence[Press] = ()
    ) -> Outcome:
        return await self.end.close(await self.press(reason), also)

    async def link(self, other: str, *, is_raised: bool = False) -> Outcome:
        press = await self.press(Reason.SAME_PERSON)
        return await self.linking.link(press, other, is_raised=is_raised)

    async def unlink(self, other: str) -> Outcome:
        return await self.linking.unlink(await self.press(Reason.BY_MISTAKE), other)

    async def reopen(self, reason: Reason = Reason.ASKER_SAID) -> Outcome:
        return await self.end.reopen(await self.press(reason))

    async def correct(self, **typed: str) -> Outcome | tuple[Problem, ...]:
        return await self.change.correct(await self.press(Reason.ASSESSED), typed)

    async def merge(
        self, other: str, *, is_confirmed: bool = False, seen: str | None = None
    ) -> Outcome:
        press = await self.press(Reason.DUPLICATE)
        if seen is None:
            beside = (await self.look(other)).other
            seen = beside.seen if beside else ""
        named = Other(other, seen)
        return await self.merging.merge(press, named, is_confirmed=is_confirmed)

    async def unmerge(self) -> Outcome:
        return await self.merging.unmerge(await self.press(Reason.BY_MISTAKE))

    async def split(self, *chosen: str) -> Outcome:
        return await self.splitting.split(await self.press(Reason.OWN_HELPERS), chosen)
