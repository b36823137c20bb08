"""Who reads plain Finnish is helped in Finnish and written to in plain words."""

from dataclasses import replace

from services.intake.submissions.model import Plea
from services.intake.submissions.rules.plea import read_plea
from shared.contracts.intake import RequestCreated
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language
from tests.support.activations import ACTIVATION
from tests.support.intake.building import Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions import use_cases
from tests.support.intake.submissions.building import municipality_of, plea

SELKO = Language.SIMPLE_FINNISH
TYPED = {
    "category": "groceries",
    "urgency": "today",
    "postal_code": "50100",
    "phone": "+358401234567",
    "email": "aino@example.org",
    "language": "selko",
    "on_behalf": "no",
}


def test_plain_finnish_is_kept_with_the_request_and_with_each_way_to_reach_them() -> None:
    read = read_plea(TYPED, municipality_of)

    assert isinstance(read, Plea)
    assert {read.language, *(point.language for point in read.reach_points)} == {SELKO}


async def test_the_event_says_finnish_and_the_letter_is_asked_for_in_plain_words() -> None:
    store, drawn = FakeStore(), Drawn()
    points = tuple(replace(point, language=SELKO) for point in plea().reach_points)
    taking = use_cases.submissions_over(store, letters(None, drawn), drawn.chance(), ACTIVATION)

    receipt = await taking.take_in(replace(plea(), language=SELKO, reach_points=points), "key")

    created, letter = (said.data for said in store.state.published)
    assert isinstance(created, RequestCreated)
    assert isinstance(letter, NotificationRequested)
    assert (created.language, letter.language) == (Language.FINNISH, SELKO)
    assert receipt.answer.status_url == "http://localhost:8080/selko/p/token-1"
