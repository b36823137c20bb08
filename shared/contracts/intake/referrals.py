"""That a partner organisation was asked, and that its members were written to."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from shared.contracts.event import Event, HexHash


class RequestReferred(Event):
    """A partner organisation was asked to see to the request. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.referred"

    request_id: UUID
    referral_id: UUID
    organisation_id: UUID


class ReferralLinkIssued(Event):
    """A link that opens one referral went to one member. Subject `request/<id>`.

    The hash is SHA-256 of a 256-bit token that only the member's letter holds.
    """

    event_type: ClassVar[str] = "referral.link_issued"

    referral_id: UUID
    request_id: UUID
    staff_id: UUID
    token_hash: HexHash
    expires_at: AwareDatetime
