"""A person is called when what comes in is not for volunteers, or its words raise caution."""

from dataclasses import replace

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.doors.model import STRANGER, Flag, Manner
from services.intake.requests.model import State
from services.intake.submissions.model import Plea, Reserved
from services.intake.submissions.rules.calls import why_called
from shared.contracts.intake import RequestCreated
from shared.contracts.words import SENSITIVE_CATEGORIES, Category
from tests.support.intake.building import Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import plea
from tests.support.intake.submissions.use_cases import submissions_over

HELD = Manner(frozenset({Flag.UNPROVEN}))


def hinting(text: str = "En jaksa enää elää.", category: Category = Category.GROCERIES) -> Plea:
    usual = plea(email="", category=category)
    return replace(usual, contact=replace(usual.contact, text=text))


async def called(
    plea: Plea, *, times: int = 1, is_held: bool = False
) -> tuple[FakeStore, list[str]]:
    store, drawn = FakeStore(), Drawn()
    submissions = submissions_over(store, letters(None, drawn), drawn.chance())
    for _ in range(times):
        await submissions.take_in(plea, "a-key-of-my-own", HELD if is_held else STRANGER)
    reasons = [item.attention.reason for item in store.state.attentions.values()]
    return store, sorted(reasons)


@pytest.mark.parametrize("reason", Reserved)
def test_each_reason_why_it_is_not_for_volunteers_calls_a_person(reason: Reserved) -> None:
    assert why_called(plea(), {reason}, ()) == {AttentionReason(reason.value)}


async def test_words_call_a_person_once_and_the_request_goes_on_as_it_is() -> None:
    store, reasons = await called(hinting(), times=3)

    assert reasons == [AttentionReason.WORDS]
    (said,) = store.state.published
    assert isinstance(said.data, RequestCreated)
    assert said.data.volunteer_allowed
    (request,) = store.state.requests.values()
    assert request.stored.state is State.RECEIVED


async def test_words_about_the_way_there_are_read_too() -> None:
    usual = hinting("Maitoa")
    bent = replace(usual, contact=replace(usual.contact, area_note="Älkää soittako, hän lyö minua"))

    assert (await called(bent))[1] == [AttentionReason.WORDS]


async def test_an_ordinary_plea_calls_nobody() -> None:
    assert (await called(plea()))[1] == []


@pytest.mark.parametrize("category", sorted(SENSITIVE_CATEGORIES))
async def test_what_reveals_health_calls_a_person(category: Category) -> None:
    assert (await called(hinting("", category)))[1] == [AttentionReason.SENSITIVE]


async def test_what_is_held_calls_a_person_at_once_and_nothing_else_is_said_of_it() -> None:
    store, reasons = await called(hinting(category=Category.CRISIS_SUPPORT), is_held=True)

    (request,) = store.state.requests.values()
    assert request.stored.is_held
    assert reasons == [AttentionReason.SENSITIVE, AttentionReason.WORDS]
    assert store.state.published == []
