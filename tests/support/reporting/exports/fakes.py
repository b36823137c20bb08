"""Published reports and keys in memory; kept honest by `KeysContract`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from services.reporting.exports.model import Brief, FigureKey, KeyUse, NewKey, Published
from services.reporting.figures.model.report import Period
from tests.support.reporting.building import START


@dataclass(frozen=True)
class FakePublishedReports:
    """The newest editions of all periods."""

    published: list[Published]

    async def periods(self, project: str) -> Sequence[Brief]:
        found = [each for each in self.published if each.project == project]
        return [
            Brief(each.period.first, each.period.last, each.edition, each.hash, each.published_at)
            for each in sorted(found, key=lambda each: each.period.first, reverse=True)
        ]

    async def one(self, project: str, period: Period) -> Published | None:
        wanted = (project, period)
        found = (each for each in self.published if (each.project, each.period) == wanted)
        return next(found, None)

    async def every(self) -> Sequence[Published]:
        return [each for each in self.published if not each.exercise]


@dataclass
class FakeFigureKeys:
    """Keys by their hash, and their uses."""

    kept: dict[str, FigureKey] = field(default_factory=dict)
    uses: list[KeyUse] = field(default_factory=list)
    withdrawn_by: list[UUID] = field(default_factory=list)

    async def add(self, key: NewKey) -> None:
        made_at = START + timedelta(minutes=len(self.kept))
        self.kept[key.hash] = FigureKey(
            id=key.id, project=key.project, label=key.label, made_at=made_at, made_by=key.by
        )

    async def every(self) -> Sequence[FigureKey]:
        return [self._used(each) for each in reversed(self.kept.values())]

    async def by_hash(self, hashed: str) -> FigureKey | None:
        return self.kept.get(hashed)

    async def withdraw(self, key_id: UUID, by: UUID) -> bool:
        for hashed, key in self.kept.items():
            if key.id == key_id and key.withdrawn_at is None:
                self.kept[hashed] = replace(key, withdrawn_at=START)
                self.withdrawn_by.append(by)
                return True
        return False

    async def uses_of_hour(self, key_id: UUID) -> int:
        return len([use for use in self.uses if use.key_id == key_id])

    async def note(self, use: KeyUse) -> None:
        self.uses.append(replace(use, at=START))

    async def latest_uses(self, limit: int) -> Sequence[KeyUse]:
        return self.uses[::-1][:limit]

    def _used(self, key: FigureKey) -> FigureKey:
        found = [use for use in self.uses if use.key_id == key.id]
        return replace(key, uses=len(found), used_at=found[-1].at if found else None)
