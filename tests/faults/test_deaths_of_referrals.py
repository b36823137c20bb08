"""Each step of a referral while every service is killed in each transaction that it takes.

Each referral ends, no request is with two organisations, none is forgotten, and nobody is written
to twice: all comes out as where nobody dies.
"""

from collections import Counter
from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest

from tests.support.fresh_databases import MakeDatabase
from tests.support.referral_town.grounds import Grounds, open_grounds
from tests.support.referral_town.mortal import MOMENTS, Fate
from tests.support.referral_town.people import Asked, People
from tests.support.referral_town.story import everything_happens
from tests.support.referral_town.town import ReferralTown


class Ended(NamedTuple):
    """How a request stands in the end, and how its referrals ended, one after the other."""

    stands: str
    referrals: tuple[str, ...]


ENDS = [
    Ended("closed", ("completed",)),
    Ended("unmatched", ("declined", "expired", "handed_on", "returned")),
    Ended("closed", ("withdrawn",)),
    Ended("unmatched", ("withdrawn",)),
    Ended("closed", ("withdrawn", "completed")),
]
LETTERS = Counter(
    {
        ("o1@example.org", "partner_referral"): 3,
        ("o2@example.org", "partner_referral"): 4,
        ("o2@example.org", "partner_referral_over"): 1,
        ("o3@example.org", "partner_referral"): 2,
        ("o3@example.org", "partner_referral_over"): 1,
        ("o4@example.org", "partner_referral"): 2,
        ("o4@example.org", "partner_referral_over"): 1,
        ("news@example.org", "partner_digest"): 4,
        ("aino@example.org", "request_received"): 5,
        ("aino@example.org", "request_with_partner"): 4,
        ("aino@example.org", "request_reopened"): 2,
        ("aino@example.org", "request_completed"): 2,
        ("aino@example.org", "request_cancelled"): 1,
    }
)
"""Who is written to how often; a letter that is sent again has the same id."""
POSTED = Counter({"referral.sent": 3})
_SAID = (
    *("sent", "accepted", "declined", "asked_back", "answered", "reminded", "expired"),
    *("in_progress", "handed_on", "returned", "completed", "withdrawn"),
)
POINTS = {
    *(f"intake hears referral.{said}" for said in _SAID),
    *(f"matching: a member presses {step}" for step in ("accept", "begin", "complete")),
    *(f"matching: a member presses {step}" for step in ("ask_back", "hand_on", "give_back")),
    "intake: a coordinator refers",
    "intake: whoever asked cancels",
    "matching hears request.referral_requested",
    "matching hears referral.link_issued",
    "matching hears request.cancelled",
    "matching: a link presses accept",
    "matching: a link presses decline",
    "matching: a coordinator answers",
    "matching: a coordinator takes back",
    "matching: an organisation leaves",
    "matching does follow_deadline",
    "matching does pass_on",
    "matching does end_of_left",
    "notify hears notification.requested",
    "notify hears referral.sent",
    "notify sends a letter",
    "notify sends news",
    "notify tells an organisation",
}
"""Where somebody died, beside others."""
PUBLISHED = {
    *(f"matching says referral.{said}" for said in _SAID),
    *("intake says request.referral_requested", "intake says request.referred"),
    *("intake says referral.link_issued", "intake says notification.requested"),
    "notify says notification.sent",
}
MUST_DIE = {"written": POINTS, "stored": POINTS, "published": PUBLISHED}
_REFERRALS = {
    "intake": "SELECT state FROM referrals WHERE request_id = $1 ORDER BY heard_at",
    "matching": "SELECT state FROM referrals WHERE request_id = $1 ORDER BY attempt",
}
_STANDS = {
    "intake": "SELECT state FROM requests WHERE id = $1",
    "matching": "SELECT state FROM needs WHERE request_id = $1",
}


@pytest.fixture
async def grounds(database: MakeDatabase) -> AsyncIterator[Grounds]:
    async with open_grounds(database) as grounds:
        yield grounds


async def ended_at(grounds: Grounds, service: str, asked: Asked) -> Ended:
    pool = grounds.pools[service]
    rows = await pool.fetch(_REFERRALS[service], asked.request_id)
    stands = await pool.fetchval(_STANDS[service], asked.request_id)
    return Ended(stands, tuple(row["state"] for row in rows))


async def letters(town: ReferralTown) -> Counter[tuple[str, str]]:
    """Count letters by whom they went to and their kind, each once."""
    rows = await town.grounds.notify.pool.fetch("SELECT id, kind FROM deliveries")
    kinds = {row["id"]: row["kind"] for row in rows}
    recipients = {mail.id: mail.recipient for mail in town.mails.mails}
    return Counter((recipient, kinds[letter]) for letter, recipient in recipients.items())


@pytest.mark.parametrize("moment", MOMENTS)
async def test_whoever_dies_at_whichever_step_each_referral_ends_and_nobody_is_written_to_twice(
    grounds: Grounds, moment: str
) -> None:
    town = ReferralTown(grounds, Fate())
    people = await People.meet(town)
    town.fate.moment = moment

    asked = await everything_happens(people)

    for service in ("matching", "intake"):
        assert [await ended_at(grounds, service, each) for each in asked] == ENDS, service
    assert await letters(town) == LETTERS
    news = {call.news.id: call.news.type for call in town.posted}
    assert Counter(news.values()) == POSTED
    assert await grounds.broken() == {}
    died = {point for point, deaths in town.fate.deaths.items() if deaths}
    assert died >= MUST_DIE[moment]
