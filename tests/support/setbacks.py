"""Tries of a loop's rows in memory, and what every keeper of them must do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from shared.loops.setbacks import TRIES, UNFINISHED, WAITS, Failure, Setbacks, Turn

NEVER = timedelta.max


@dataclass
class Kept:
    """One row's tries."""

    tries: int
    retry_at: timedelta
    error: str | None = None
    is_set_aside: bool = False


@dataclass
class FakeSetbacks:
    """Implements `Setbacks`; its clock stands until it is moved."""

    rows: dict[str, Kept] = field(default_factory=dict)
    now: timedelta = timedelta()

    async def begin(self, row_ids: Sequence[str]) -> Sequence[str]:
        fresh = [row_id for row_id in row_ids if row_id not in self.rows]
        self.rows |= {row_id: Kept(1, self.now + WAITS[0]) for row_id in fresh}
        return fresh

    async def ready(self, row_ids: Sequence[str]) -> Sequence[str]:
        ready = [each for each in row_ids if each in self.rows and self._may_try(each)]
        return sorted(ready, key=lambda each: self.rows[each].tries)

    async def begin_again(self, row_id: str) -> Turn:
        if row_id not in self.rows or not self._may_try(row_id):
            return "wait"
        kept = self.rows[row_id]
        if kept.tries >= TRIES:
            kept.is_set_aside, kept.error = True, kept.error or UNFINISHED
            return "set_aside"
        wait = WAITS[min(kept.tries, len(WAITS) - 1)]
        self.rows[row_id] = replace(kept, tries=kept.tries + 1, retry_at=self.now + wait)
        return "try"

    async def failed(self, row_id: str, kind: str) -> Failure:
        kept = self.rows[row_id]
        kept.error, kept.is_set_aside = kind, kept.tries >= TRIES
        return Failure(kept.tries, kept.is_set_aside)

    async def forget(self, row_ids: Sequence[str]) -> None:
        for row_id in row_ids:
            if row_id in self.rows and not self.rows[row_id].is_set_aside:
                del self.rows[row_id]

    async def held(self) -> int:
        return sum(not self._may_try(row_id) for row_id in self.rows)

    async def unsettled(self) -> int:
        return sum(not kept.is_set_aside for kept in self.rows.values())

    def _may_try(self, row_id: str) -> bool:
        kept = self.rows[row_id]
        return not kept.is_set_aside and kept.retry_at <= self.now


class SetbacksContract(ABC):
    """The behaviours; a subclass gives the `setbacks` fixture and lets time pass."""

    @abstractmethod
    async def pass_time(self, setbacks: Setbacks, time: timedelta) -> None:
        """Make everything kept this much older."""

    async def test_a_first_try_is_counted_once(self, setbacks: Setbacks) -> None:
        first = await setbacks.begin(["a", "b"])
        second = await setbacks.begin(["b", "c"])

        assert (first, second) == (["a", "b"], ["c"])
        assert await setbacks.held() == 3

    async def test_what_went_well_is_forgotten(self, setbacks: Setbacks) -> None:
        await setbacks.begin(["a", "b"])

        await setbacks.forget(["a"])

        assert (await setbacks.begin(["a", "b"]), await setbacks.held()) == (["a"], 2)

    async def test_another_try_waits_and_is_counted_before_it_is_made(
        self, setbacks: Setbacks
    ) -> None:
        await setbacks.begin(["a"])

        early = await setbacks.begin_again("a")
        await self.pass_time(setbacks, WAITS[0])
        ready, turns = await setbacks.ready(["a"]), await setbacks.begin_again("a")
        at_once = await setbacks.begin_again("a")

        assert (early, ready, turns, at_once) == ("wait", ["a"], "try", "wait")

    async def test_the_least_tried_has_the_next_turn(self, setbacks: Setbacks) -> None:
        await setbacks.begin(["a"])
        await self.pass_time(setbacks, WAITS[0])
        await setbacks.begin_again("a")
        await setbacks.begin(["b"])
        await self.pass_time(setbacks, WAITS[-1])

        assert await setbacks.ready(["a", "b"]) == ["b", "a"]

    async def test_what_fails_again_and_again_is_set_aside(self, setbacks: Setbacks) -> None:
        await setbacks.begin(["a"])
        failures = [await setbacks.failed("a", "KeyError")]
        while not failures[-1].is_set_aside:
            await self.pass_time(setbacks, WAITS[-1])
            assert await setbacks.begin_again("a") == "try"
            failures.append(await setbacks.failed("a", "KeyError"))
        await self.pass_time(setbacks, 10 * WAITS[-1])
        await setbacks.forget(["a"])

        assert await setbacks.unsettled() == 0
        assert [each.tries for each in failures] == list(range(1, TRIES + 1))
        assert (await setbacks.begin_again("a"), await setbacks.ready(["a"])) == ("wait", [])
        assert (await setbacks.begin(["a"]), await setbacks.held()) == ([], 1)

    async def test_tries_that_never_end_are_counted_like_failures(self, setbacks: Setbacks) -> None:
        await setbacks.begin(["a"])
        turns = []
        for _ in range(TRIES):
            await self.pass_time(setbacks, WAITS[-1])
            turns.append(await setbacks.begin_again("a"))

        assert turns == [*["try"] * (TRIES - 1), "set_aside"]
