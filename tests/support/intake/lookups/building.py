"""What lookups are built of in tests."""

from services.intake.lookups.letters import AlarmLetters
from shared.letters import SealedPost
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed

LEAD = "turvallisuus@example.org"


def alarm_letters(sealed: Sealed | None = None) -> AlarmLetters:
    """Give the writer of alarms."""
    post = SealedPost(sealed or Sealed(), Drawn().chance())
    return AlarmLetters(post, lambda: NOW, page=f"{PUBLIC_URL}/fi/katselut", lead=LEAD)
