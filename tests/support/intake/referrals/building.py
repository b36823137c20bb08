"""What matching says of one referral of one request, and letters about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid4

from services.intake.referrals.letters import ReferralLetters
from services.intake.wishes.model import OrganisationId
from shared.contracts import matching as said
from shared.contracts.envelope import Envelope
from shared.contracts.referral_words import ReferralQuestion, ReferralReason, ReferralWithdrawal
from shared.contracts.words import Standing
from shared.letters import SealedPost
from shared.web.catalogues import KIT, Catalogues, read_catalogues
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed
from tests.support.intake.requests.building import envelope

HOUR = timedelta(hours=1)


FOOD_BANK: Final = OrganisationId(UUID(int=91)), "Mikkelin Ruoka-apu ry"


class FakeNames:
    """Every organisation is called alike."""

    async def of(self, organisation_id: UUID) -> str:
        del organisation_id
        return FOOD_BANK[1]

    async def named(self) -> Sequence[tuple[OrganisationId, str]]:
        return [FOOD_BANK]


@cache
def catalogues() -> Catalogues:
    """Read what letters say once for all tests: to put it together takes as long as a few pages."""
    return read_catalogues(["intake", KIT])


def partner_letters(sealed: Sealed | None = None, drawn: Drawn | None = None) -> ReferralLetters:
    """Give the writer of letters to members."""
    return ReferralLetters(
        SealedPost(sealed or Sealed(), (drawn or Drawn()).chance()),
        lambda: NOW,
        catalogues(),
        lambda language, token: f"{PUBLIC_URL}/{language}/ohjaus/{token}",
        lambda language, one: f"{PUBLIC_URL}/{language}/kumppani/{one}/ohjaukset",
    )


@dataclass
class ReferralStory:
    """What matching says, each time as the next event of the referral and of the standing."""

    request_id: UUID
    organisation_id: UUID = field(default_factory=uuid4)
    referral_id: UUID = field(default_factory=uuid4)
    version: int = 0
    number: int = 0

    def sent(self, wish_id: UUID | None = None) -> Envelope[said.SaysReferral]:
        """Tell that an organisation is asked."""
        return self._say(
            said.ReferralSent, Standing.REFERRED, attempt=1, answer_by=NOW + HOUR, wish_id=wish_id
        )

    def reminded(self, standing: Standing = Standing.REFERRED) -> Envelope[said.SaysReferral]:
        """Tell that it is silent."""
        return self._say(said.ReferralReminded, standing, answer_by=NOW + HOUR)

    def asked_back(self) -> Envelope[said.SaysReferral]:
        """Tell that it has a question."""
        where = ReferralQuestion.WHERE
        return self._say(
            said.ReferralAskedBack, Standing.REFERRED, question=where, answer_by=NOW + HOUR
        )

    def answered(self) -> Envelope[said.SaysReferral]:
        """Tell that a coordinator has answered."""
        return self._say(said.ReferralAnswered, Standing.REFERRED, answer_by=NOW + HOUR)

    def accepted(self) -> Envelope[said.SaysReferral]:
        """Tell that it helps."""
        return self._say(said.ReferralAccepted, Standing.ACCEPTED, answer_by=NOW + HOUR)

    def in_progress(self) -> Envelope[said.SaysReferral]:
        """Tell that it has begun."""
        return self._say(said.ReferralInProgress, Standing.IN_PROGRESS, answer_by=NOW + HOUR)

    def completed(self) -> Envelope[said.SaysReferral]:
        """Tell that it has helped."""
        return self._say(said.ReferralCompleted, Standing.CLOSED)

    def declined(self) -> Envelope[said.SaysReferral]:
        """Tell that it cannot."""
        return self._say(said.ReferralDeclined, Standing.REFERRED, reason=ReferralReason.FULL)

    def returned(self) -> Envelope[said.SaysReferral]:
        """Tell that it cannot go on."""
        return self._say(said.ReferralReturned, Standing.REFERRED, reason=ReferralReason.OTHER)

    def withdrawn(self, standing: Standing = Standing.REFERRED) -> Envelope[said.SaysReferral]:
        """Tell that it is taken back."""
        reason = ReferralWithdrawal.BY_COORDINATOR
        return self._say(said.ReferralWithdrawn, standing, reason=reason)

    def _say(
        self, kind: type[said.SaysReferral], standing: Standing, **told: object
    ) -> Envelope[said.SaysReferral]:
        self.version, self.number = self.version + 1, self.number + 1
        data: dict[str, Any] = {
            "referral_id": self.referral_id,
            "request_id": self.request_id,
            "organisation_id": self.organisation_id,
            "standing": standing,
            "standing_number": self.number,
            **told,
        }
        subject = f"referral/{self.referral_id}"
        return envelope(subject, self.version, kind(**data), self.request_id)
