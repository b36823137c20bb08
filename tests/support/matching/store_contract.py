"""What every store of matching must do; inherited by the fake (unit) and the real (integration)."""

import pytest

from tests.support.matching.activities.store_contract import ActivitiesContract
from tests.support.matching.building import RequestStory
from tests.support.matching.ground import Ground
from tests.support.matching.invitations.store_contract import InvitationsContract
from tests.support.matching.members.store_contract import MembersContract
from tests.support.matching.needs.building import need
from tests.support.matching.needs.store_contract import NeedsContract
from tests.support.matching.partners.store_contract import PartnersContract
from tests.support.matching.programme.store_contract import PlansContract
from tests.support.matching.proposals.choosing_contract import ChoosingContract
from tests.support.matching.proposals.store_contract import MatchesContract
from tests.support.matching.proposals.unreadable_contract import UnreadableContract
from tests.support.matching.purchases.store_contract import PurchasesContract
from tests.support.matching.referrals.store_contract import ReferralsContract
from tests.support.matching.supply.store_contract import SupplyContract
from tests.support.matching.volunteers.store_contract import VolunteersContract
from tests.support.work import claimed_twice


class StoreContract(
    NeedsContract,
    VolunteersContract,
    MembersContract,
    InvitationsContract,
    ChoosingContract,
    UnreadableContract,
    MatchesContract,
    SupplyContract,
    ActivitiesContract,
    PlansContract,
    PurchasesContract,
    PartnersContract,
    ReferralsContract,
):
    """The behaviours of all rooms and of the transaction; a subclass gives the `ground` fixture."""

    async def test_an_event_is_first_once(self, ground: Ground) -> None:
        event = RequestStory().created()

        assert await claimed_twice(ground.store, event) == (True, False)

    async def test_an_error_rolls_everything_back(self, ground: Ground) -> None:
        new = need()

        async def fail_after_keeping() -> None:
            async with ground.store.begin() as work:
                await work.needs.add([new])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_after_keeping()

        async with ground.store.begin() as work:
            assert await work.proposals.due_turns(10) is None
