"""What takes requests in, over the fakes."""

from services.intake.requests.letters import RequestLetters
from services.intake.requests.ports import Draws
from services.intake.submissions.use_cases.take_in import TakeInRequests
from shared.activation import Activation
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.doors.building import door
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import promises
from tests.support.intake.submissions.building import caution, municipality_of
from tests.support.intake.submissions.fakes import FakePersonKeys, FakeReception
from tests.support.pseudonyms import FakePseudonymKeys
from tests.support.same_person import SAME_PERSON


def submissions_over(
    store: FakeStore, letters: RequestLetters, chance: Draws, activation: Activation = ACTIVATION
) -> TakeInRequests:
    """Take requests in to the fake store while an activation is open."""
    return TakeInRequests(
        store=store,
        reception=FakeReception(store),
        letters=letters,
        links=letters.links,
        municipality_of=municipality_of,
        caution=caution,
        chance=chance,
        current=FakeCurrent(activation),
        person_keys=FakePersonKeys(),
        pseudonym_keys=FakePseudonymKeys(),
        door=door(),
        promises=promises(),
        same_person=SAME_PERSON,
    )
