"""What writing the letter of a morning is built of in tests."""

from collections.abc import Callable
from datetime import UTC, datetime

from services.intake.adapters import CHANCE
from services.intake.briefings.letters import BriefingLetters, Pages
from services.intake.briefings.ports import BriefingWork
from services.intake.briefings.use_cases import WriteBriefings
from services.intake.briefings.wording import BriefingWords
from shared.activation.current import Current
from shared.letters import SealedPost
from shared.web.catalogues import read_catalogues
from shared.work import Store
from tests.support.activations import FakeCurrent
from tests.support.intake.building import PUBLIC_URL, Sealed

MORNING = datetime(2026, 11, 26, 5, 30, tzinfo=UTC)
"""7.30 where the help is given."""
PAGES = Pages(
    board=lambda language: f"{PUBLIC_URL}/{language}/taulu",
    calls=lambda language: f"{PUBLIC_URL}/{language}/ops",
    request=lambda language, one: f"{PUBLIC_URL}/{language}/ops/pyynto/{one}",
)


def briefings(
    store: Store[BriefingWork],
    sealed: Sealed,
    now: Callable[[], datetime],
    current: Current | None = None,
) -> WriteBriefings:
    """Give who writes it."""
    words = BriefingWords(read_catalogues(["intake", "kit"]))
    letters = BriefingLetters(SealedPost(sealed, CHANCE), now, CHANCE, PAGES, words)
    return WriteBriefings(store, letters, current or FakeCurrent(), now)
