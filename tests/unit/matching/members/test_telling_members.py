"""A volunteer who asks hears what is kept of them; matching learns no address by that."""

from uuid import uuid4

from services.matching.volunteers.model import VolunteerState
from shared.activation import FIRST_ACTIVATION
from shared.contracts.envelope import Envelope
from shared.contracts.right_words import RightKind, RightService
from shared.contracts.rights import RightAnswered, RightRequested
from shared.contracts.words import Language
from shared.messaging.outbox import Announcement
from shared.reach_points import ReachKind, ReachPoint
from shared.rights.answers import new_answer_key, open_records
from tests.support.events import outbox
from tests.support.matching.stage import Stage
from tests.support.matching.volunteers.building import sign_up
from tests.support.same_person import SAME_PERSON

MAIL = "veera@example.org"
PRIVATE, PUBLIC = new_answer_key()


def asked(mail: str, *, of: RightService = RightService.MATCHING) -> Envelope[RightRequested]:
    right_id = uuid4()
    point = ReachPoint(ReachKind.EMAIL, mail, Language.FINNISH)
    data = RightRequested(
        right_id=right_id,
        kind=RightKind.ACCESS,
        asked=(of,),
        answer_key=PUBLIC,
        marks=SAME_PERSON.marks(right_id, [point]),
    )
    said = Announcement(f"right/{right_id}", 1, data, right_id, activation=FIRST_ACTIVATION)
    return outbox().envelope(said)  # type: ignore[return-value]  # of this data


def answers(stage: Stage) -> list[RightAnswered]:
    return [each.data for each in stage.published() if isinstance(each.data, RightAnswered)]


async def test_a_volunteer_hears_what_is_kept_of_them_and_of_nobody_else(stage: Stage) -> None:
    veera = await stage.play.enrol(stage.published, sign_up(MAIL))
    await stage.play.enrol_some(stage.published, 3)

    event = asked(" Veera@Example.ORG ".strip())
    for _ in range(2):
        await stage.play.use.rights.react_to_right_requested(event)

    (said,) = answers(stage)
    (record,) = open_records(PRIVATE, said.sealed)
    assert (said.service, said.things, said.subjects) == (RightService.MATCHING, 1, (veera,))
    assert record.kind == "volunteer"
    assert record.facts["email"] == MAIL
    assert record.facts["standing"] == VolunteerState.ACTIVE
    assert MAIL not in said.model_dump_json()


async def test_of_whom_nothing_is_known_that_is_said_too(stage: Stage) -> None:
    await stage.play.enrol(stage.published, sign_up(MAIL))

    await stage.play.use.rights.react_to_right_requested(asked("nobody@example.net"))

    (said,) = answers(stage)
    assert (said.things, said.subjects, open_records(PRIVATE, said.sealed)) == (0, (), [])


async def test_who_is_not_asked_says_nothing(stage: Stage) -> None:
    await stage.play.use.rights.react_to_right_requested(asked(MAIL, of=RightService.NOTIFY))

    assert answers(stage) == []
