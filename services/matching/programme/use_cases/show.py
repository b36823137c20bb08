"""The programme, for anybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.matching.programme.model import PlanId, Planned
from services.matching.programme.ports import WithPlans
from services.matching.programme.rules.calendar import calendar
from shared.contracts.words import Language
from shared.funding import Funder
from shared.work import Store

SHOWN: Final = 100
MOST_COMING: Final = 1_000
"""Where there are no seats to be counted down; more would be a game."""
A_MINUTE: Final = 30
"""Presses for one activity; a flood is told to come back in a while."""


@dataclass(frozen=True, slots=True)
class ShowProgramme:
    """Needs nobody to be signed in, and learns of nobody who they are."""

    store: Store[WithPlans]
    now: Callable[[], datetime]
    funders: Sequence[Funder]
    origin: str

    async def programme(self) -> Sequence[Planned]:
        """List what is to come."""
        async with self.store.begin() as work:
            return await work.plans.programme(SHOWN)

    async def one(self, plan_id: UUID) -> Planned | None:
        """Show one."""
        async with self.store.begin() as work:
            return await work.plans.shown(PlanId(plan_id))

    async def come(self, plan_id: UUID) -> bool:
        """Count one who would like to come; False when nobody is counted any more."""
        async with self.store.begin() as work:
            return await work.plans.come(PlanId(plan_id), MOST_COMING, A_MINUTE)

    def feed(self, planned: Sequence[Planned], name: str, language: Language) -> str:
        """Write what is to come as a calendar that other programs subscribe to."""
        return calendar(planned, name, f"{self.origin}/{language}/ohjelma", self.now())

    def who_pays(self, planned: Sequence[Planned]) -> Sequence[Funder]:
        """Give whoever pays for any of it."""
        days = {each.day for each in planned}
        return [each for each in self.funders if any(map(each.pays_on, days))]
