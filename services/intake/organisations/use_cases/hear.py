"""What others say of an organisation: how it is called, that it left, what lapses, what broke."""

from dataclasses import dataclass

from services.intake.accounts.model import Account
from services.intake.organisations.events import story_of
from services.intake.organisations.model import OrganisationId
from services.intake.organisations.ports import HearingWork
from services.intake.organisations.use_cases.invite import InviteOrganisations
from shared.activation import Activation
from shared.answered_letters import recall_letters
from shared.contracts.envelope import Envelope
from shared.contracts.matching import PartnerCapacityLapsing, PartnerLeft, PartnerListed
from shared.contracts.notify import EndpointSwitchedOff
from shared.contracts.words import StaffRole
from shared.work import Store


@dataclass(frozen=True, slots=True)
class HearOfPartners:
    """Of two names the later heard stays: coordinators read it, and nothing rests on it."""

    store: Store[HearingWork]
    inviting: InviteOrganisations

    async def react_to_partner_listed(self, event: Envelope[PartnerListed]) -> None:
        """Call it as it calls itself."""
        which = OrganisationId(event.data.organisation_id)
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.organisations.call(which, event.data.published.name)

    async def react_to_partner_left(self, event: Envelope[PartnerLeft]) -> None:
        """Shut the accounts of all who spoke for it, sign them out, and recall their letters."""
        which = OrganisationId(event.data.organisation_id)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            await work.organisations.end(which)
            activation = Activation(event.activationid, event.exercise)
            for each in await _people(work, which):
                await self.inviting.accounts.disable_in(work, each.id, None, activation)
                await recall_letters(work, story_of(which, activation), each.id, each.id)

    async def react_to_capacity_lapsing(self, event: Envelope[PartnerCapacityLapsing]) -> None:
        """Write to all who speak for it, as far as it is known where letters reach them."""
        which = OrganisationId(event.data.organisation_id)
        activation = Activation(event.activationid, event.exercise)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            for each in await _people(work, which):
                duty = await work.duties.of(each.id)
                if duty is not None and duty.to is not None:
                    letter = self.inviting.letters.remind(which, duty.to, activation)
                    await work.publish([letter])

    async def react_to_endpoint_switched_off(self, event: Envelope[EndpointSwitchedOff]) -> None:
        """Write to who speaks for it, and to the coordinators: somebody has to mend it."""
        which = OrganisationId(event.data.organisation_id)
        activation = Activation(event.activationid, event.exercise)
        async with self.store.begin() as work:
            known = await work.organisations.lock(which)
            if not await work.first_delivery(event) or known is None or known.has_left:
                return
            off, letters = (known, event.data.endpoint_id), self.inviting.letters
            members = [each.to for each in await work.duties.members_of(which) if each.to]
            on_call = await work.duties.on_call()
            others = [
                each.to for each in on_call if each.to and StaffRole.COORDINATOR in each.roles
            ]
            said = [letters.endpoint_off(off, to, activation) for to in members]
            said += [letters.endpoint_off(off, to, activation, is_staff=True) for to in others]
            await work.publish(said)


async def _people(work: HearingWork, which: OrganisationId) -> list[Account]:
    return [
        each
        for each in await work.accounts.every()
        if each.organisation_id == which and each.standing != "disabled"
    ]
