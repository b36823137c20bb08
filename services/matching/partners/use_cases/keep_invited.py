"""What intake says of an organisation: that it is invited, and whether letters reach it."""

from dataclasses import dataclass

from services.matching.partners.model import OrganisationId
from services.matching.partners.ports import InvitedWork
from services.matching.partners.use_cases.change import UnknownPartnerError
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.intake import OrganisationInvited, OrganisationReachChanged
from shared.work import Store


@dataclass(frozen=True, slots=True)
class KeepInvited:
    """Doubles and the invitations of further people change nothing: the first one makes it."""

    store: Store[InvitedWork]

    async def react_to_organisation_invited(self, event: Envelope[OrganisationInvited]) -> None:
        """Keep it, so that whoever was invited finds their page."""
        activation = Activation(event.activationid, event.exercise)
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                invited = OrganisationId(event.data.organisation_id)
                await work.partners.invite(invited, activation)

    async def react_to_reach_changed(self, event: Envelope[OrganisationReachChanged]) -> None:
        """Ask it after others while nobody of it would hear; of one not heard of it comes again."""
        which = OrganisationId(event.data.organisation_id)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            if await work.partners.lock(which) is None:
                raise UnknownPartnerError
            await work.partners.hear_reach(
                which, event.subjectversion, is_reached=event.data.is_reached
            )
