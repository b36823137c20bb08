"""The letters about a proposal: somebody is asked, has the task, or is told that it is over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.model import Granted, Match
from services.matching.proposals.ports import Wording
from services.matching.volunteers.ports import WithVolunteers
from services.matching.volunteers.rules import letter_point
from shared.letters import Letter, Post
from shared.messaging.outbox import Announcement, Story

NEWS_AGES: Final = timedelta(days=3)
"""By the network's clock: after this a late mail only confuses."""
ACCESS_LIFE: Final = timedelta(days=3)
"""How long the one-time link to the contact data waits to be opened, by the network's clock."""


class Template(StrEnum):
    """Notify's names of the letters."""

    PROPOSAL = "proposal"
    ACCEPTED = "match_accepted"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    PROPOSAL_FILLED = "proposal_filled"
    ASSIGNMENT_WITHDRAWN = "assignment_withdrawn"
    PROPOSAL_CHANGED = "proposal_changed"
    PROPOSAL_MOVED = "proposal_moved"
    """What is asked for became something else, for somebody else."""
    ASSIGNMENT_CHANGED = "assignment_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses of pages, with `{language}` and `{token}` to be filled in.

    The task page is another room's, the contact page another service's: `app.py` knows all three.
    """

    proposal: str
    task: str
    contact: str


@dataclass(frozen=True, slots=True)
class ProposalLetters:
    """Writes in the language of whom it reaches."""

    post: Post
    links: Links
    wording: Wording
    now: Callable[[], datetime]

    def proposal(self, story: Story, need: Need, grant: Granted, token: str) -> Announcement:
        """Ask whether the volunteer can help; kind and area only."""
        match, to = grant.match, letter_point(grant.contact)
        letter = Letter(
            template=Template.PROPOSAL,
            about=match.id,
            whose=match.volunteer_id,
            to=to,
            expires_at=match.expires_at,
            values={
                "proposal_url": self.links.proposal.format(language=to.language, token=token),
                **self.wording.task(need, to.language),
                "answer_by": self.wording.time(match.expires_at, to.language),
                "first_name": grant.contact.first_name,
            },
        )
        return self.post.send(story, letter)

    async def accepted(
        self, work: WithVolunteers, need: Need, match: Match, token: str
    ) -> Announcement:
        """Give the links to the contact data and to the task page."""
        letter = await self._about(work, need, match, Template.ACCEPTED)
        place = {"language": letter.to.language, "token": token}
        values = {
            "contact_url": self.links.contact.format(**place),
            "task_url": self.links.task.format(**place),
            **letter.values,
        }
        return self.post.send(story_of(need), replace(letter, values=values))

    async def withdrawn(
        self, work: WithVolunteers, need: Need, match: Match, template: Template, cause: UUID | None
    ) -> Announcement:
        """Tell what became of it: over, or other than it was."""
        letter = await self._about(work, need, match, template)
        return self.post.send(story_of(need, cause), letter)

    async def _about(
        self, work: WithVolunteers, need: Need, match: Match, template: Template
    ) -> Letter:
        contact = await work.volunteers.contact(match.volunteer_id)
        to = letter_point(contact)
        return Letter(
            template=template,
            about=match.id,
            whose=match.volunteer_id,
            to=to,
            expires_at=self.now() + (ACCESS_LIFE if template is Template.ACCEPTED else NEWS_AGES),
            values={"first_name": contact.first_name, **self.wording.task(need, to.language)},
        )
