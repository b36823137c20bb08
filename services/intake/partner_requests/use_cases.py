"""Make a request for somebody by one's work, and see how those of one's organisation go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.intake.calls.model.triage import Judged, Route
from services.intake.calls.rules.asked import asked_plea
from services.intake.partner_requests.model import Made, OrganisationId, Page
from services.intake.partner_requests.ports import PartnerRequestWork
from services.intake.requests.model import Relation
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Answer, Plea
from services.intake.submissions.use_cases.hand_in import hand_in
from services.intake.submissions.use_cases.take_in import TakeInRequests
from shared.chance import Chance
from shared.contracts.words import Channel
from shared.fields.problem import Problem
from shared.work import Store

SHOWN: Final = 50
"""So many requests stand on the page."""
UNASKED: Final = Judged(urgency=None, route=Route.VOLUNTEER, danger=False, say=(), answers={})
"""Whoever does it by their work says themselves how urgent it is."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks by their work, in which organisation, and in which way that counts."""

    organisation_id: OrganisationId
    by: StaffId
    channel: Channel
    """`partner` for a member of a partner, `referrer` for who only sends people to us."""
    key: str
    """Of the form: what is sent twice is one request."""


@dataclass(frozen=True, slots=True)
class AskForSomebody:
    """They agreed, and whoever asks can be asked back: else nothing is taken in."""

    store: Store[PartnerRequestWork]
    submissions: TakeInRequests
    chance: Chance

    def new_key(self) -> str:
        """Give a form the key of what it leads to."""
        return self.chance.new_token()

    async def ask(self, asking: Asking, typed: Mapping[str, str]) -> Answer | tuple[Problem, ...]:
        """Take it in with whose it is, in one transaction, or say all that is wrong.

        Raises AnswerGoneError where the same form was sent over a day ago, DoorShutError where
        the network takes in no such request now.
        """
        fields = {**typed, "caller": Relation.PROFESSIONAL.value}
        plea = asked_plea(fields, UNASKED, self.submissions.read_plea)
        if not isinstance(plea, Plea):
            return plea
        plea = replace(plea, channel=asking.channel)
        to = await self.submissions.belonging()
        async with self.store.begin() as work:
            key = f"{asking.organisation_id}/{asking.key}"
            request_id, answer = await hand_in(self.submissions, work, plea, key, to)
            made = Made(request_id, asking.organisation_id, asking.by)
            await work.partner_requests.keep(made)
        return answer


@dataclass(frozen=True, slots=True)
class FollowPartnerRequests:
    """An organisation sees what it asked for, and nothing of what others did."""

    store: Store[PartnerRequestWork]

    async def show(self, organisation_id: OrganisationId, by: StaffId) -> Page:
        """Give the newest."""
        async with self.store.begin() as work:
            return await work.partner_requests.followed(organisation_id, by, SHOWN)
