"""Whoever asks hears that they were written to; what a letter said is nowhere any more."""

from datetime import timedelta
from uuid import UUID, uuid4

from services.notify.letters.use_cases import keep_letter, letters_to
from shared.contracts.right_words import RightKind, RightService
from shared.contracts.rights import RightAnswered, RightRequested
from shared.rights.answers import AnswerRights, new_answer_key, open_records
from tests.support.notify.building import NOW, delivery, envelope, letter
from tests.support.notify.fakes import WakingWorld

PRIVATE, PUBLIC = new_answer_key()


async def answered(world: WakingWorld, *subjects: UUID) -> RightAnswered:
    right_id = uuid4()
    data = RightRequested(
        right_id=right_id,
        kind=RightKind.ACCESS,
        asked=(RightService.NOTIFY,),
        answer_key=PUBLIC,
        subjects=subjects,
    )
    rights = AnswerRights(world.store, RightService.NOTIFY, letters_to, uuid4)
    await rights.react_to_right_requested(envelope(data, f"right/{right_id}"))
    said = world.store.state.published[-1].data
    assert isinstance(said, RightAnswered)
    return said


async def test_letters_to_somebody_are_counted() -> None:
    world, whose = WakingWorld(), uuid4()
    for each in (whose, whose, uuid4()):
        async with world.store.begin() as work:
            await keep_letter(work, delivery(whose=each), letter(), NOW + timedelta(days=1))

    said = await answered(world, whose, uuid4())

    (record,) = open_records(PRIVATE, said.sealed)
    assert (record.kind, record.facts["letters"]) == ("letters", "2")


async def test_who_was_never_written_to_is_told_so() -> None:
    said = await answered(WakingWorld(), uuid4())

    assert (said.things, open_records(PRIVATE, said.sealed)) == (0, [])
