"""The network writes only so many letters an hour to strangers, and says when it stops."""

from dataclasses import replace

import pytest

from services.intake.doors.use_cases import LetterBudget, LetterBudgetSpentError
from shared.contracts.intake import RequestCreated
from tests.support.intake.building import Drawn, Sealed
from tests.support.intake.doors.building import LIMITS, FakeLetterCounts, door
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import plea
from tests.support.intake.submissions.use_cases import submissions_over

FEW = replace(LIMITS, letters_an_hour=2)


async def test_past_the_budget_requests_go_ahead_without_a_letter() -> None:
    store, drawn = FakeStore(), Drawn()
    usual = submissions_over(store, letters(Sealed(), drawn), drawn.chance())
    submissions = replace(usual, door=door(FEW))

    for number in range(4):
        await submissions.take_in(plea(f"person-{number}@example.org"), f"key-{number}")

    kinds = [type(item.data).__name__ for item in store.state.published]
    assert kinds.count("NotificationRequested") == 2
    assert [item for item in store.state.published if isinstance(item.data, RequestCreated)]


async def test_a_spent_budget_is_told_until_the_next_hour() -> None:
    counts = FakeLetterCounts(sent=2)
    budget = LetterBudget(counts, FEW)

    with pytest.raises(LetterBudgetSpentError):
        await budget.look()
    assert not budget.take_one()

    counts.sent = 0
    await budget.look()
    assert budget.take_one()


async def test_letters_of_other_processes_count() -> None:
    budget = LetterBudget(FakeLetterCounts(sent=1), FEW)
    await budget.look()

    assert [budget.take_one(), budget.take_one()] == [True, False]
