"""A concern on its way: the lead hears at once, the deputy after four hours, nobody else."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.intake.concerns.letters import ConcernLetters
from services.intake.concerns.model import Origin, Outcome
from services.intake.concerns.rules import DEPUTY_AFTER, LETTERS_AN_HOUR
from services.intake.concerns.use_cases import CameFrom, PassOnUnread, SeeToConcerns, SendConcern
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from shared.fields.problem import Problem
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Sealed
from tests.support.intake.concerns.building import DEPUTY, LEAD, TYPED, WORDS, concern_letters
from tests.support.intake.scene import Scene
from tests.support.intake.state import FakeState
from tests.support.pseudonyms import FakePseudonymKeys

MINUTE = timedelta(minutes=1)


class Network:
    """One request with a helper, and whoever has something to say."""

    def __init__(self, letters: ConcernLetters | None = None) -> None:
        self.scene, self.sealed = Scene(), Sealed()
        letters = letters or concern_letters(self.sealed)
        store, chance = self.scene.store, self.scene.drawn.chance()
        self.sending = SendConcern(store, letters, chance, FakeCurrent(), FakePseudonymKeys())
        self.passing_on = PassOnUnread(store, letters, FakeCurrent())
        self.seeing = SeeToConcerns(store)
        self.lead = StaffId(uuid4())
        self.state.staff["kaisa"] = Staff(
            self.lead, "Kaisa", "hash", (StaffRole.SAFEGUARDING_LEAD,)
        )

    @property
    def state(self) -> FakeState:
        return self.scene.store.state

    async def send(self, form: str = "form", came_from: CameFrom | None = None) -> object:
        return await self.sending.send(TYPED, form, came_from or CameFrom())

    def written(self) -> list[tuple[str, str]]:
        said = self.scene.store.state.published
        templates = [getattr(item.data, "template", "") for item in said]
        ours = [name for name in templates if name.startswith("concern_")]
        return list(zip(ours, [notice.recipient for notice in self.sealed.notices], strict=True))

    def kept(self) -> list[Any]:
        return list(self.state.concerns.values())


async def test_the_lead_hears_at_once_and_the_letter_says_nothing_of_it() -> None:
    network = Network()

    assert await network.send() == ()

    assert network.written() == [("concern_waits", LEAD)]
    (notice,) = network.sealed.notices
    assert list(notice.values) == ["page_url"]
    assert "tunnuslukua" not in str(network.state.published)


async def test_pressing_twice_is_pressing_once() -> None:
    network = Network()

    for _ in range(2):
        await network.send()

    assert len(network.kept()) == len(network.written()) == 1


async def test_what_is_to_be_mended_is_said_and_nothing_kept() -> None:
    network = Network()

    problems = await network.sending.send({}, "form", CameFrom())

    assert problems == (Problem("concern_what", "missing"),)
    assert (network.kept(), network.written()) == ([], [])


@pytest.mark.parametrize(("minutes", "letters"), [(239, 1), (240, 2)])
async def test_unread_for_four_hours_it_goes_to_the_deputy_once(minutes: int, letters: int) -> None:
    network = Network()
    await network.send()
    assert DEPUTY_AFTER == 240 * MINUTE

    network.state.now += minutes * MINUTE
    for _ in range(2):
        await network.passing_on.pass_on_unread()

    both = [("concern_waits", LEAD), ("concern_unread", DEPUTY)]
    assert network.written() == both[:letters]


async def test_what_the_lead_has_read_goes_to_nobody_else() -> None:
    network = Network()
    await network.send()
    (kept,) = network.kept()

    assert await network.seeing.open(kept.concern.id, network.lead) is not None
    network.state.now += DEPUTY_AFTER
    await network.passing_on.pass_on_unread()

    assert network.written() == [("concern_waits", LEAD)]


async def test_of_many_at_once_all_are_kept_and_the_mailboxes_stay_usable() -> None:
    network = Network()

    for number in range(LETTERS_AN_HOUR + 5):
        await network.send(f"form {number}")
    network.state.now += DEPUTY_AFTER
    await network.passing_on.pass_on_unread()

    assert len(network.kept()) == LETTERS_AN_HOUR + 5
    told = [("concern_waits", LEAD)] * LETTERS_AN_HOUR
    assert network.written() == [*told, ("concern_unread", DEPUTY)]


@pytest.mark.parametrize(("lead", "deputy", "told"), [("", DEPUTY, DEPUTY), (LEAD, "", LEAD)])
async def test_where_one_is_not_named_the_other_hears(lead: str, deputy: str, told: str) -> None:
    network = Network()
    letters = concern_letters(network.sealed, lead, deputy)
    network = Network(letters)
    network.sealed = letters.post.seal  # type: ignore[assignment]  # the one that the letters use

    await network.send()
    network.state.now += DEPUTY_AFTER
    await network.passing_on.pass_on_unread()

    assert network.written() == [("concern_waits", told), ("concern_unread", told)]


async def test_where_nobody_is_named_it_is_kept_all_the_same() -> None:
    network = Network(concern_letters(None, "", ""))

    await network.send()

    assert (len(network.kept()), network.written()) == (1, [])


async def test_whoever_comes_from_a_page_need_not_say_which_request_it_is() -> None:
    network = Network()
    story = await network.scene.open()
    await network.scene.hear(story.proposed(), story.matched(), story.access())
    reference = network.scene.request.stored.reference

    await network.send("one", CameFrom(Origin.ASKER, network.scene.link))
    await network.send("two", CameFrom(Origin.HELPER, "access-token"))
    await network.send("three", CameFrom(Origin.ASKER, "a guess"))

    found = [(kept.words.origin, kept.words.reference) for kept in network.kept()]
    typed = Origin.OPEN, WORDS.reference
    assert found == [(Origin.ASKER, reference), (Origin.HELPER, reference), typed]


async def test_a_note_and_what_became_of_it_are_kept() -> None:
    network = Network()
    await network.send()
    (kept,) = network.kept()

    await network.seeing.keep(kept.concern.id, network.lead, "Soitin hänelle", None)
    await network.seeing.keep(kept.concern.id, network.lead, "", Outcome.SETTLED)

    opened = await network.seeing.open(kept.concern.id, network.lead)
    assert opened is not None
    assert [note.text for note in opened.notes] == ["Soitin hänelle"]
    assert opened.concern.outcome == Outcome.SETTLED
