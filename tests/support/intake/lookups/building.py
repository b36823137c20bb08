"""What lookups are built of in tests."""

from services.intake.lookups.letters import AlarmLetters
from services.intake.lookups.ports import LookupWork
from services.intake.lookups.use_cases import LookUp
from shared.letters import SealedPost
from shared.work import Store
from tests.support.activations import FakeCurrent
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed
from tests.support.intake.lookups.fakes import NobodyKnown
from tests.support.pseudonyms import FakePseudonymKeys

LEAD = "turvallisuus@example.org"


def alarm_letters(sealed: Sealed | None = None) -> AlarmLetters:
    """Give the writer of alarms."""
    post = SealedPost(sealed or Sealed(), Drawn().chance())
    return AlarmLetters(post, lambda: NOW, page=f"{PUBLIC_URL}/fi/katselut", lead=LEAD)


def look_up_over(store: Store[LookupWork], sealed: Sealed | None = None) -> LookUp:
    """Give the search over a store."""
    letters, chance = alarm_letters(sealed), Drawn().chance()
    return LookUp(store, FakePseudonymKeys(), letters, chance, FakeCurrent(), NobodyKnown())
