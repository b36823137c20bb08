"""What concerns are built of in tests."""

from services.intake.concerns.letters import ConcernLetters
from services.intake.concerns.model import Words
from shared.letters import SealedPost
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed

LEAD, DEPUTY = "turvallisuus@example.org", "varahenkilo@example.org"
WORDS = Words("Auttaja pyysi tunnuslukua", "Matti", "040 555 1234", "K7-0B11")
TYPED = {
    "concern_what": WORDS.what,
    "concern_who": WORDS.who,
    "concern_reach": WORDS.reach,
    "concern_reference": WORDS.reference,
}


def concern_letters(
    sealed: Sealed | None = None, lead: str = LEAD, deputy: str = DEPUTY
) -> ConcernLetters:
    """Give the writer of letters about concerns."""
    post = SealedPost(sealed or Sealed(), Drawn().chance())
    return ConcernLetters(post, lambda: NOW, f"{PUBLIC_URL}/fi/huolet", lead, deputy)
