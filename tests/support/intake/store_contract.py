"""What every store of intake must do; inherited by the fake (unit) and the real (integration)."""

from uuid import uuid4

import pytest

from services.intake.requests.model import State
from shared.activation import FIRST_ACTIVATION
from shared.contracts.intake import StaffSessionClosed
from shared.messaging.outbox import Announcement
from shared.sealing.tokens import token_hash
from tests.support.intake.accounts.store_contract import AccountsContract
from tests.support.intake.activation.store_contract import LifeContract
from tests.support.intake.acts.store_contract import ActsContract
from tests.support.intake.attention.store_contract import AttentionContract
from tests.support.intake.board.store_contract import BoardContract
from tests.support.intake.briefings.store_contract import BriefingsContract
from tests.support.intake.call_backs.store_contract import CallBacksContract
from tests.support.intake.call_list.store_contract import CallListContract
from tests.support.intake.call_rounds.store_contract import CallRoundsContract
from tests.support.intake.callers.store_contract import CallersContract
from tests.support.intake.calls.store_contract import CallsContract
from tests.support.intake.concerns.store_contract import ConcernsContract
from tests.support.intake.contact_access.store_contract import ContactsContract
from tests.support.intake.corrections.store_contract import CorrectionsContract
from tests.support.intake.duty.store_contract import DutyContract
from tests.support.intake.held_requests.store_contract import HeldRequestsContract
from tests.support.intake.imports.store_contract import ImportsContract
from tests.support.intake.lookups.store_contract import LookupsContract
from tests.support.intake.missed_calls.store_contract import MissedCallsContract
from tests.support.intake.organisations.store_contract import OrganisationsContract
from tests.support.intake.partner_requests.store_contract import PartnerRequestsContract
from tests.support.intake.request_form.store_contract import DraftsContract
from tests.support.intake.request_links.store_contract import RequestLinksContract
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.requests.store_contract import RequestsContract
from tests.support.intake.rights.store_contract import RightsContract
from tests.support.intake.shifts.store_contract import ShiftsContract
from tests.support.intake.sign_in.store_contract import SignInContract
from tests.support.intake.staff.store_contract import StaffContract
from tests.support.intake.store_world import REFUSED, StoreWorld
from tests.support.intake.submissions.store_contract import SubmissionsContract
from tests.support.intake.supply.store_contract import SupplyContract
from tests.support.intake.timelines.store_contract import TimelinesContract
from tests.support.intake.wishes.store_contract import WishesContract
from tests.support.work import claimed_twice


class StoreContract(
    RequestsContract,
    SubmissionsContract,
    HeldRequestsContract,
    ConcernsContract,
    OrganisationsContract,
    ContactsContract,
    DraftsContract,
    StaffContract,
    SignInContract,
    AccountsContract,
    BoardContract,
    BriefingsContract,
    WishesContract,
    ImportsContract,
    LookupsContract,
    CallersContract,
    RequestLinksContract,
    CorrectionsContract,
    ActsContract,
    LifeContract,
    AttentionContract,
    DutyContract,
    CallListContract,
    CallsContract,
    CallBacksContract,
    MissedCallsContract,
    SupplyContract,
    ShiftsContract,
    TimelinesContract,
    CallRoundsContract,
    PartnerRequestsContract,
    RightsContract,
):
    """The behaviours of all rooms; a subclass gives the `world` fixture."""

    async def test_an_event_is_first_once(self, world: StoreWorld) -> None:
        event = MatchStory(uuid4()).proposed()

        assert await claimed_twice(world.store, event) == (True, False)

    async def test_an_error_rolls_everything_back(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async def fail_after_saving() -> None:
            async with world.store.begin() as work:
                await work.requests.save_standing(new.id, 2, State.OPEN, None)
                await work.requests.add_link(new.id, token_hash("another"))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_after_saving()

        async with world.store.begin() as work:
            found = await work.requests.lock(new.id)
            assert found is not None
            assert (found.version, found.state) == (1, State.RECEIVED)
            assert await work.requests.by_link(token_hash("another")) is None

    async def test_a_version_of_a_subject_is_published_once(self, world: StoreWorld) -> None:
        said = _announcement()
        async with world.store.begin() as work:
            await work.publish([said])

        with pytest.raises(REFUSED):
            async with world.store.begin() as work:
                await work.publish([said])


def _announcement() -> Announcement:
    identity = uuid4()
    data = StaffSessionClosed(session_hash=token_hash("session"))
    subject = f"staff_session/{identity}"
    return Announcement(subject, 1, data, identity, activation=FIRST_ACTIVATION)
