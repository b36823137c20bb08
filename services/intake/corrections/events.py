"""What intake announces when a request is corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.requests.model import ReferralId, Request
from services.intake.requests.rules.facts import Facts
from shared.contracts.intake import RequestUpdated
from shared.messaging.outbox import Announcement, Story


@dataclass(frozen=True, slots=True)
class Searched:
    """What matching searches by, and who is not asked: all of it is said, or nothing."""

    facts: Facts
    not_for: tuple[str, ...]


def updated(
    request: Request,
    changed: Sequence[str],
    new: Searched | None,
    refused: ReferralId | None = None,
) -> Announcement:
    """Say which fields are new, and what matching searches by when that is.

    `refused` is what an organisation was asked while the person took back their word.
    """
    names = tuple(changed)
    data = RequestUpdated(request_id=request.id, changed=names, refused_referral=refused)
    if new is not None:
        data = RequestUpdated(
            request_id=request.id,
            changed=names,
            not_for=new.not_for,
            refused_referral=refused,
            **new.facts,
        )
    story = Story(request.id, request.municipality, activation=request.activation)
    return story.say(f"request/{request.id}", request.version + 1, data)
