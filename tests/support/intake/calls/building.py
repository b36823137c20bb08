"""What is done with calls, over any store."""

from collections.abc import Callable
from datetime import datetime

from services.intake.acts.use_cases.link import LinkRequests
from services.intake.calls.adapters.triage import TriageFile
from services.intake.calls.use_cases.agree import AgreeOnCallBacks
from services.intake.calls.use_cases.finish import FinishCalls
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.lookups.use_cases import LookUp
from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.requests.ports import Draws
from services.intake.requests.use_cases.tell_helped import TellHelped
from services.intake.submissions.use_cases.take_in import TakeInRequests
from services.intake.work import Work
from shared.work import Store
from tests.support.activations import FakeCurrent
from tests.support.intake.building import NOW, Sealed
from tests.support.intake.lookups.building import alarm_letters
from tests.support.intake.lookups.fakes import NobodyKnown
from tests.support.intake.requests.building import promises
from tests.support.intake.submissions.building import caution, municipality_of
from tests.support.pseudonyms import FakePseudonymKeys
from tests.support.same_person import SAME_PERSON

PHONED = {
    "category": "groceries",
    "urgency": "within_2_days",
    "payment": "shop_bills",
    "postal_code": "50100",
    "street": "Porrassalmenkatu 1",
    "phone": "040 123 4567",
    "may_ring": "yes",
    "language": "fi",
    "first_name": "Aino",
    "text": "Maitoa ja leipää, kiitos.",
    "caller": "self",
}
"""What an operator types while somebody asks for themselves."""
FOR_ANOTHER = {
    "caller": "professional",
    "asker_name": "Liisa",
    "asker_phone": "050 111 2233",
    "organisation": "Kotipalvelu",
    "consent": "yes",
}


def finish_over(
    store: Store[Work],
    submissions: TakeInRequests,
    chance: Draws,
    now: Callable[[], datetime] = lambda: NOW,
) -> FinishCalls:
    """End calls over a store, with what the network asks on the phone."""
    keys, current = FakePseudonymKeys(), FakeCurrent()
    told = TellHelped(submissions.letters)  # type: ignore[arg-type]  # the letters of the tests
    corrections = CorrectRequests(
        store, municipality_of, keys, caution, promises(), told, SAME_PERSON
    )
    look_up = LookUp(store, keys, alarm_letters(Sealed()), chance, current, NobodyKnown())
    agree = AgreeOnCallBacks(read_hours(HOURS_FILE), now)
    linking = LinkRequests(store, corrections, keys, now)
    return FinishCalls(
        store, submissions, corrections, look_up, TriageFile(), "491", agree, linking
    )
