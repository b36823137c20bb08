"""What every store of entered figures must do, tried through the use case."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import pytest

from services.reporting.projects.model import Count, Projects, Sheet
from services.reporting.projects.ports import WithEnteredCounts
from services.reporting.projects.use_cases.enter import EnterCounts, EnteredMeanwhileError, Which
from shared.fields.problem import Problem
from shared.work import Store
from tests.support.reporting.building import DAY
from tests.support.reporting.projects.building import AUTUMN, BLANKS, PARTICIPANTS, SPRING, project

KAISA, MATTI, LIISA = UUID(int=1), UUID(int=2), UUID(int=3)
OURS: Final = project()
WHICH: Final = Which(OURS.code, AUTUMN.first, PARTICIPANTS)
SHEET: Final = Sheet(OURS.code, AUTUMN)


def entering(store: Store[WithEnteredCounts]) -> EnterCounts:
    """Give the use case over a store."""
    return EnterCounts(store, Projects((OURS,)), BLANKS, lambda: DAY)


def typed(women: object, seen: int = 0, **more: str) -> Mapping[str, str]:
    """Fill the form in."""
    said = {"count_women": str(women), "count_women_seen": str(seen), "form": "start_forms"}
    return said | more


async def women(at: EnterCounts, which: Which = WHICH) -> Count:
    """Read what was entered for the cell."""
    shown = await at.show(which.project, which.first)
    assert shown is not None
    return shown.counts.get((which.indicator, "women"), Count())


async def confirmed_by(at: EnterCounts, by: UUID, which: Which = WHICH) -> list[Problem] | None:
    """Confirm what waits now."""
    waiting = (await women(at, which)).waiting
    done = await at.confirm(which, by, frozenset({waiting.id} if waiting else ()))
    return None if done is None else list(done)


class EnteredCountsContract:
    """A class of tests gives the use case as a fixture `at`."""

    async def test_a_figure_waits_until_somebody_else_confirms_it(self, at: EnterCounts) -> None:
        assert await at.enter(WHICH, KAISA, typed(25)) == []
        before = await women(at)
        assert before.confirmed is None
        assert before.waiting is not None
        assert (before.waiting.entered_by, before.waiting.form) == (KAISA, "start_forms")

        assert await confirmed_by(at, KAISA) == [Problem("confirm", "own")]
        assert await confirmed_by(at, MATTI) == []

        (entry,) = (await women(at)).entries
        assert (entry.version, entry.value, entry.confirmed_by) == (1, 25, MATTI)
        assert (await women(at)).waiting is None

    async def test_a_correction_is_a_version_of_its_own_and_holds_when_it_is_confirmed(
        self, at: EnterCounts
    ) -> None:
        await at.enter(WHICH, KAISA, typed(25))
        await confirmed_by(at, MATTI)
        await at.enter(WHICH, MATTI, typed(27, 1))

        count = await women(at)
        assert [(each.version, each.value) for each in count.entries] == [(2, 27), (1, 25)]
        assert count.confirmed is not None
        assert count.confirmed.value == 25
        assert await confirmed_by(at, KAISA) == []
        assert await confirmed_by(at, LIISA) == [Problem("confirm", "changed")]
        count = await women(at)
        assert count.confirmed is not None
        assert (count.confirmed.value, len(count.entries)) == (27, 2)

    async def test_of_two_who_saw_the_same_only_one_enters(self, at: EnterCounts) -> None:
        await at.enter(WHICH, KAISA, typed(25))

        with pytest.raises(EnteredMeanwhileError):
            await at.enter(WHICH, MATTI, typed(26, 0, count_men="4"))

        shown = await at.show(WHICH.project, WHICH.first)
        assert shown is not None
        assert set(shown.counts) == {(PARTICIPANTS, "women")}

    async def test_what_is_the_same_is_no_new_version_and_what_is_left_out_stays_unknown(
        self, at: EnterCounts
    ) -> None:
        await at.enter(WHICH, KAISA, typed(0))
        await at.enter(WHICH, MATTI, typed(0, 1))

        shown = await at.show(WHICH.project, WHICH.first)
        assert shown is not None
        assert {key: each.version for key, each in shown.counts.items()} == {
            (PARTICIPANTS, "women"): 1
        }

    async def test_a_zero_too_many_is_asked_about_also_against_the_period_before(
        self, at: EnterCounts
    ) -> None:
        spring = Which(OURS.code, SPRING.first, PARTICIPANTS)
        await at.enter(spring, KAISA, typed(25))
        asked = [Problem("count_women", "much_more")]

        assert await at.enter(WHICH, KAISA, typed(250)) == asked
        assert await at.enter(WHICH, KAISA, typed(2500, count_women_sure="250")) == asked
        assert (await women(at)).entries == ()
        assert await at.enter(WHICH, KAISA, typed(250, count_women_sure="250")) == []
        assert (await women(at)).version == 1

    async def test_what_is_entered_after_the_report_was_published_says_so(
        self, at: EnterCounts
    ) -> None:
        await at.enter(WHICH, KAISA, typed(25))
        async with at.store.begin() as work:
            await work.entered_counts.hold(SHEET)
            await work.entered_counts.close(SHEET)
        await at.enter(WHICH, KAISA, typed(26, 1))

        assert [each.after_closing for each in (await women(at)).entries] == [True, False]
        shown = await at.show(WHICH.project, WHICH.first)
        spring = await at.show(WHICH.project, SPRING.first)
        assert shown is not None
        assert spring is not None
        assert (shown.is_closed, spring.is_closed) == (True, False)

    async def test_what_is_not_there_cannot_be_entered_or_confirmed(self, at: EnterCounts) -> None:
        for which in (
            Which("other", AUTUMN.first, PARTICIPANTS),
            Which(OURS.code, AUTUMN.last, PARTICIPANTS),
            Which(OURS.code, AUTUMN.first, "requests"),
        ):
            assert await at.enter(which, KAISA, typed(25)) is None
            assert await at.confirm(which, KAISA, frozenset({KAISA})) is None
