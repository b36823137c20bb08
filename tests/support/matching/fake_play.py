"""A play over the fake store."""

from services.matching.engine.rules.policy import Policy
from shared.activation.current import Current
from tests.support.activations import FakeCurrent
from tests.support.matching.fakes import FakeStore
from tests.support.matching.playing import ONE_AT_A_TIME, Play
from tests.support.matching.proposals.fakes import FakeDueMatches
from tests.support.matching.referrals.fakes import FakeDueReferrals
from tests.support.matching.volunteers.fakes import FakeDueApplicants


def play_over(
    store: FakeStore, *, policy: Policy = ONE_AT_A_TIME, current: Current | None = None
) -> Play:
    """Let matching run over the store, by the store's clock."""
    return Play(
        store,
        FakeDueMatches(store),
        FakeDueApplicants(store),
        now=lambda: store.state.now,
        policy=policy,
        current=current or FakeCurrent(),
        due_referrals=FakeDueReferrals(store),
    )
