"""How every service but intake hears how the network stands."""

from dataclasses import dataclass
from typing import Protocol

from shared.activation import Activation
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event, known
from shared.contracts.intake import ActivationChanged
from shared.messaging.errors import PermanentError
from shared.work import Receives, Store


class LaterStateError(PermanentError):
    """The network is in a state of a later version: update this service, then send this again."""


class Activations(Protocol):
    """Which activations there are, in one transaction."""

    async def hear(self, activation: Activation, said: Standing) -> None:
        """Keep what was said of one, unless something later is known of it.

        One that is unknown is made of what was said. At most one of the network's own and one
        exercise are open: the one that began last.
        """
        ...


class WithActivations(Protocol):
    """A transaction in which activations are heard of."""

    @property
    def activations(self) -> Activations:
        """Give the activations as this transaction sees them."""
        ...


class ActivationWork(WithActivations, Receives, Protocol):
    """What hearing of an activation needs of a service's transaction."""


@dataclass(frozen=True, slots=True)
class HearActivations:
    """The reaction of a service; of two things said of one activation the later holds."""

    store: Store[ActivationWork]

    async def react_to_activation_changed(self, event: Envelope[ActivationChanged]) -> None:
        """Keep how it stands."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await apply(work.activations, event)


async def apply(activations: Activations, event: Envelope[Event]) -> None:
    """Apply a fact that is claimed already; one that is about no activation changes nothing."""
    if isinstance(event.data, ActivationChanged):
        activation = Activation(event.activationid, event.exercise)
        await activations.hear(activation, standing_said(event.data, event.subjectversion))


def standing_said(data: ActivationChanged, version: int) -> Standing:
    """Read how it stands from what was said; raises LaterStateError.

    A way in that this version does not know is shut here, and a later word about volunteers counts
    as enough of them.
    """
    state = known(ActivationState, data.state)
    if state is None:
        raise LaterStateError
    channels = (known(OpenChannel, each) for each in data.channels)
    return Standing(
        state=state,
        opened_at=data.opened_at,
        since=data.since,
        changed_at=data.changed_at,
        version=version,
        reach=Reach(
            areas=frozenset(data.areas),
            lines=frozenset(data.lines),
            channels=frozenset(filter(None, channels)),
            sign_up=known(SignUp, data.sign_up) or SignUp.PAUSED,
            valid_until=data.valid_until,
            review_on=data.review_on,
        ),
    )
