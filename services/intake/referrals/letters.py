"""Letters to the members of an organisation: line, town, urgency, deadline and one link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.intake.duty.model import Duty
from services.intake.referrals.model import Asked
from services.intake.requests.model import Request
from shared.contracts.words import Language
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story
from shared.web.catalogues import Catalogues
from shared.web.dates import spoken_time
from shared.web.wording import Wording, name_of

OVER_AGES: Final = timedelta(days=1)
"""By the network's clock: later the page says it better."""


@dataclass(frozen=True, slots=True)
class ReferralLetters:
    """Writes to each member in the language of their address."""

    post: SealedPost
    now: Callable[[], datetime]
    catalogues: Catalogues
    page: Callable[[Language, str], str]
    """Where a link leads that opens one referral."""
    own_page: Callable[[Language, UUID], str]
    """Where a member finds all of their organisation's."""

    def asked(self, duty: Duty, asked: Asked, token: str, cause: UUID) -> Announcement:
        """Ask whether the organisation sees to it."""
        to = duty.to
        assert to is not None, "whoever is written to has one"  # noqa: S101  # members
        say, request = Wording(self.catalogues, to.language), asked.request
        letter = Letter(
            template="partner_referral",
            about=asked.referral_id,
            whose=duty.staff_id,
            to=to,
            expires_at=asked.answer_by,
            values={
                "opening": say.text(f"partner_letter.{asked.news}"),
                "line": say.code("line", asked.line),
                "town": name_of(request.municipality, to.language),
                "urgency": say.code("urgency", request.urgency),
                "answer_by": spoken_time(asked.answer_by, to.language),
                "referral_url": self.page(to.language, token),
            },
        )
        return self.post.send(_story(request, cause), letter)

    def over(
        self, duty: Duty, request: Request, organisation_id: UUID, cause: UUID
    ) -> Announcement:
        """Say that nothing is asked of them any more."""
        to = duty.to
        assert to is not None, "whoever is written to has one"  # noqa: S101  # members
        letter = Letter(
            template="partner_referral_over",
            about=request.id,
            whose=duty.staff_id,
            to=to,
            expires_at=self.now() + OVER_AGES,
            values={
                "town": name_of(request.municipality, to.language),
                "page_url": self.own_page(to.language, organisation_id),
            },
        )
        return self.post.send(_story(request, cause), letter)


def _story(request: Request, cause: UUID) -> Story:
    return Story(request.id, request.municipality, cause, activation=request.activation)
