"""Figures that people enter, in memory; kept honest by `EnteredCountsContract`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from services.reporting.projects.model import CountForm, Entry, Sheet
from services.reporting.projects.rules.counts import New
from tests.support.fake_store import StaffedState

AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@dataclass
class CountsState(StaffedState):
    """What was entered, and which periods are closed."""

    entered: list[tuple[Sheet, Entry]] = field(default_factory=list)
    closed: set[Sheet] = field(default_factory=set)
    directions: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class FakeEnteredCounts:
    """Figures in one transaction."""

    state: CountsState

    async def hold(self, sheet: Sheet) -> None:
        """Do nothing: one transaction follows another."""

    async def close(self, sheet: Sheet) -> None:
        self.state.closed.add(sheet)

    async def is_closed(self, sheet: Sheet) -> bool:
        return sheet in self.state.closed

    async def entries(self, sheet: Sheet) -> Sequence[Entry]:
        return [each for where, each in self.state.entered if where == sheet]

    async def enter(
        self, sheet: Sheet, indicator: str, new: New, form: CountForm, by: UUID
    ) -> bool:
        known = [
            each.version
            for each in await self.entries(sheet)
            if (each.indicator, each.cell) == (indicator, new.cell)
        ]
        if max(known, default=0) != new.seen:
            return False
        entry = Entry(
            id=uuid4(),
            indicator=indicator,
            cell=new.cell,
            version=new.seen + 1,
            value=new.value,
            form=form,
            entered_by=by,
            entered_at=AT,
            after_closing=sheet in self.state.closed,
        )
        self.state.entered.append((sheet, entry))
        return True

    async def confirm(self, entry_id: UUID, by: UUID) -> bool:
        for at, (sheet, each) in enumerate(self.state.entered):
            if each.id == entry_id and each.confirmed_by is None and each.entered_by != by:
                self.state.entered[at] = (sheet, replace(each, confirmed_by=by, confirmed_at=AT))
                return True
        return False


@dataclass(frozen=True)
class FakeDirections:
    """Presses in one transaction."""

    state: CountsState

    async def note(self, direction_id: UUID) -> bool:
        is_new = direction_id not in self.state.directions
        self.state.directions.add(direction_id)
        return is_new
