"""Who waits to have a password checked, in which order, and who is not taken in."""

import asyncio
from contextlib import suppress

import pytest

from services.intake.staff.adapters import (
    AT_ONCE,
    HASHER,
    MOST_KNOWN,
    MOST_STRANGERS,
    NOBODY,
    Turns,
)
from services.intake.staff.ports import BusyError


async def waiting(turns: Turns, name: str, order: list[str], *, first: bool) -> asyncio.Task[None]:
    async def stand() -> None:
        await turns.enter(first=first)
        order.append(name)

    task = asyncio.create_task(stand())
    await asyncio.sleep(0)
    return task


async def busy() -> Turns:
    turns = Turns()
    for _ in range(AT_ONCE):
        await turns.enter(first=True)
    return turns


async def test_a_few_are_at_work_and_those_who_are_known_go_before_strangers() -> None:
    turns, order = await busy(), list[str]()
    tasks = [
        await waiting(turns, "stranger", order, first=False),
        await waiting(turns, "known", order, first=True),
    ]

    for _ in range(2):
        turns.leave(first=True)
        await asyncio.sleep(0)

    await asyncio.gather(*tasks)
    assert order == ["known", "stranger"]
    assert turns.at_work == AT_ONCE


async def test_strangers_leave_a_place_free_for_those_who_are_known() -> None:
    turns, order = Turns(), list[str]()
    tasks = [await waiting(turns, f"stranger {at}", order, first=False) for at in range(3)]
    tasks.append(await waiting(turns, "known", order, first=True))
    meanwhile = list(order)

    for _ in range(2):
        turns.leave(first=False)
        await asyncio.sleep(0)

    await asyncio.gather(*tasks)
    assert meanwhile == ["stranger 0", "known"]
    assert order[2:] == ["stranger 1", "stranger 2"]


@pytest.mark.parametrize(("first", "most"), [(False, MOST_STRANGERS), (True, MOST_KNOWN)])
async def test_a_full_queue_takes_nobody_in_and_says_so_at_once(*, first: bool, most: int) -> None:
    turns, order = await busy(), list[str]()
    tasks = [await waiting(turns, "somebody", order, first=first) for _ in range(most)]

    with pytest.raises(BusyError):
        await turns.enter(first=first)

    assert not turns.has_room(first=first)
    assert turns.has_room(first=not first)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert turns.has_room(first=first)


async def test_whoever_leaves_while_waiting_takes_no_place_along() -> None:
    turns, order = await busy(), list[str]()
    gone = await waiting(turns, "gone", order, first=True)
    called = await waiting(turns, "called", order, first=True)
    stays = await waiting(turns, "stays", order, first=False)

    gone.cancel()
    turns.leave(first=True)
    called.cancel()
    for task in (gone, called, stays):
        with suppress(asyncio.CancelledError):
            await task

    assert order == ["stays"]
    turns.leave(first=True)
    turns.leave(first=False)
    assert (turns.at_work, turns.strangers_at_work) == (0, 0)


def test_what_stands_in_for_an_unknown_name_costs_what_a_password_does() -> None:
    assert not HASHER.check_needs_rehash(NOBODY)
