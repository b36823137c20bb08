"""What expires is removed now and then, whatever happens in between."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from typing_extensions import override

from services.intake.app import loops
from shared.loops import Pauses, supervised
from tests.support.intake.fakes import FakeStore
from tests.support.messaging import until

SHORT = Pauses(timedelta(seconds=0.001), timedelta(seconds=0.001))


@dataclass
class SweptStore(FakeStore):
    """A store whose sweeps end as told."""

    results: list[int | Exception] = field(default_factory=list)

    @override
    async def sweep(self) -> int:
        result = self.results.pop(0) if self.results else 0
        if isinstance(result, Exception):
            raise result
        return result


async def test_a_sweep_that_fails_is_tried_again() -> None:
    store = SweptStore(results=[3, ConnectionRefusedError(), ValueError(), 0])
    (sweep,) = loops(store)

    async with supervised([replace(sweep, pauses=SHORT)]):
        await until(lambda: not store.results)


async def test_a_sweep_is_done_every_ten_minutes_whether_it_failed_or_not() -> None:
    (sweep,) = loops(FakeStore())

    assert sweep.pauses == Pauses(timedelta(minutes=10), timedelta(minutes=10))
