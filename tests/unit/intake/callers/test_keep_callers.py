"""What a process knows of everybody: told of every change, and of nothing once it lost touch."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from services.intake.callers.model import Subject, Typed
from services.intake.callers.rules import index as rules
from services.intake.callers.use_cases.keep import GAP, LOST_SECONDS, PAGE, KeepCallers
from services.intake.requests.model import RequestId
from tests.support.intake.callers.fakes import FakeCallerReader

TYPED = Typed("0401234567", "Aino Korhonen")


def aino(number: int = 1, name: str = "Aino Korhonen") -> Subject:
    return Subject(RequestId(UUID(int=number)), (name,), ("+358401234567",), "", "491")


@dataclass
class Memory:
    """A process, and what it reads."""

    reader: FakeCallerReader = field(default_factory=FakeCallerReader)
    seconds: float = 100.0

    def __post_init__(self) -> None:
        self.keep = KeepCallers(self.reader, lambda: self.seconds)

    async def found(self) -> tuple[list[int], bool]:
        likes, is_complete = await self.keep.find(TYPED)
        return [like.request_id.int for like in likes], is_complete

    async def lose(self, seconds: float) -> None:
        self.reader.is_away = True
        self.seconds += seconds
        with pytest.raises(ConnectionError):
            await self.keep.catch_up()
        self.reader.is_away = False


@pytest.fixture
def memory() -> Memory:
    made = Memory()
    made.reader.put(aino())
    return made


async def test_before_everybody_was_opened_it_says_so(memory: Memory) -> None:
    assert await memory.found() == ([], False)


async def test_at_the_start_everybody_is_opened_page_by_page(memory: Memory) -> None:
    memory.reader.put(*(aino(number, f"Person {number}") for number in range(2, 2 * PAGE)))

    await memory.keep.catch_up()

    assert len(memory.keep.index) == 2 * PAGE - 1
    assert await memory.found() == ([1], True)


async def test_who_is_stored_changed_or_erased_elsewhere_is_so_at_the_next_search(
    memory: Memory,
) -> None:
    await memory.keep.catch_up()

    memory.reader.put(aino(2))
    assert await memory.found() == ([1, 2], True)
    memory.reader.put(aino(2, "Orvokki Virtanen"))
    assert await memory.found() == ([1], True)
    memory.reader.erase(aino().request_id)
    assert await memory.found() == ([], True)


async def test_a_lost_look_is_said_and_what_was_missed_is_told_later(memory: Memory) -> None:
    await memory.keep.catch_up()
    await memory.lose(1)
    assert not memory.keep.is_complete

    memory.reader.erase(aino().request_id)

    assert await memory.found() == ([], True)
    assert memory.reader.begun == 1


async def test_who_lost_touch_for_long_forgets_all_and_opens_everybody_anew(
    memory: Memory,
) -> None:
    await memory.keep.catch_up()

    await memory.lose(LOST_SECONDS + 1)

    assert (len(memory.keep.index), await memory.found()) == (0, ([], False))
    await memory.keep.catch_up()
    assert (memory.reader.begun, await memory.found()) == (2, ([1], True))


async def test_who_slept_longer_than_changes_are_kept_opens_everybody_anew(
    memory: Memory,
) -> None:
    await memory.keep.catch_up()
    memory.reader.at += GAP + timedelta(seconds=1)

    await memory.keep.catch_up()

    assert memory.reader.begun == 2


async def test_who_has_no_room_for_everybody_says_so(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST", 1)
    memory.reader.put(aino(2))

    await memory.keep.catch_up()

    assert await memory.found() == ([2], False), "the newest is known"
