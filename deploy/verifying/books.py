"""Which books of the services must say the same of the same things."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

PUBLISHERS: Final = ("intake", "matching", "notify")

DAY: Final = timedelta(days=1)
REQUESTS: Final = timedelta(days=88)
"""Two days less than a closed request is kept: who removes it does so in his own time."""
SAID: Final = timedelta(days=28)
"""Two days less than what was said is kept."""
LINKS: Final = SAID - timedelta(days=3)
"""A link to contact data is dated by its end, three days after it was said."""
SESSIONS: Final = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Side:
    """A book of one service, or of several that say their parts of it."""

    book: str
    services: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name it for a person."""
        return " and ".join(self.services)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that must agree, thing by thing."""

    rule: str
    left: Side
    right: Side
    kept: timedelta
    """What ended, or was said, longer ago than this may be gone on either side."""
    edge: timedelta = DAY
    """How far apart the two sides may date an end."""
    told: str | None = None
    """The query, asked of the right side, whose answer both books are told."""


def _pair(rule: str, book: str, left: str, right: str, kept: timedelta) -> Pair:
    return Pair(rule, Side(book, (left,)), Side(book, (right,)), kept)


PAIRS: Final = (
    _pair("a request and its need", "needs", "intake", "matching", REQUESTS),
    _pair("a request and its figures", "requests", "intake", "reporting", REQUESTS),
    _pair("a match and its proposal", "matches", "matching", "intake", REQUESTS),
    _pair("a match and its figures", "matches", "matching", "reporting", REQUESTS),
    _pair("a live match and its assignment", "assignments", "matching", "intake", REQUESTS),
    _pair("links to contact data", "contact_links", "matching", "intake", LINKS),
    _pair("hours helped", "hours", "matching", "reporting", REQUESTS),
    _pair("activities of assignments", "activities", "matching", "reporting", REQUESTS),
    _pair("activities of partners", "group_activities", "matching", "reporting", REQUESTS),
    _pair("purchases and what was said of them", "purchases", "matching", "reporting", REQUESTS),
    _pair("deliveries of purchases", "purchase_deliveries", "matching", "reporting", REQUESTS),
    _pair("a partner and what was said of it", "partners", "matching", "reporting", REQUESTS),
    _pair("an organisation and its partner", "organisations", "intake", "matching", REQUESTS),
    _pair("a referral as it is followed", "referrals", "matching", "intake", REQUESTS),
    _pair("a referral and its figures", "referral_figures", "matching", "reporting", REQUESTS),
    _pair("links to referrals", "referral_links", "intake", "matching", SAID),
    _pair("calls that ended", "calls", "intake", "reporting", REQUESTS),
    _pair("calls that nobody answered", "missed_calls", "intake", "reporting", REQUESTS),
    _pair("answers to wishes", "answers", "matching", "intake", SAID),
    _pair("how searches stand", "search_reports", "matching", "intake", SAID),
    _pair("why nobody was found", "unmatched", "matching", "intake", SAID),
    Pair(
        "a letter that was asked for and its delivery",
        Side("letters_asked", PUBLISHERS),
        Side("letters", ("notify",)),
        SAID,
    ),
    Pair(
        "who is erased and gets no letters",
        Side("recalls_asked", PUBLISHERS),
        Side("recalls", ("notify",)),
        SAID,
    ),
    Pair(
        "news that partners subscribed to and their deliveries",
        Side("news_said", PUBLISHERS),
        Side("news", ("notify",)),
        SAID,
        told="subscriptions",
    ),
    *(
        _pair(f"activations, at {service}", "activations", "intake", service, REQUESTS)
        for service in ("matching", "notify", "reporting")
    ),
    *(
        Pair(
            f"whose session ended, at {service}",
            Side("sessions", ("intake",)),
            Side("sessions", (service,)),
            SESSIONS,
            edge=timedelta(hours=12),
        )
        for service in ("matching", "notify", "reporting")
    ),
)
