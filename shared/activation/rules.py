"""What a network in some state lets in, and from which state to which it goes."""

from collections.abc import Callable, Mapping
from typing import Final

from shared.activation.standing import Standing
from shared.contracts.activation_words import ActivationState, Door, OpenChannel, Shut, SignUp


class DoorShutError(Exception):
    """Nobody comes in at this door as the network stands."""

    def __init__(self, why: Shut) -> None:
        """Say why, as whoever stands there is told."""
        super().__init__(why.value)
        self.why = why


GOES_TO: Final[Mapping[ActivationState, frozenset[ActivationState]]] = {
    ActivationState.STANDBY: frozenset({ActivationState.ALERTED, ActivationState.ACTIVATED}),
    ActivationState.ALERTED: frozenset({ActivationState.STANDBY, ActivationState.ACTIVATED}),
    ActivationState.ACTIVATED: frozenset({ActivationState.PROLONGED, ActivationState.WINDING_DOWN}),
    ActivationState.PROLONGED: frozenset({ActivationState.WINDING_DOWN}),
    ActivationState.WINDING_DOWN: frozenset({ActivationState.ACTIVATED, ActivationState.ENDED}),
    ActivationState.ENDED: frozenset(),
}
"""What ended stays as it ended: the next activation begins in standby."""

CHANNEL_OF: Final[Mapping[Door, OpenChannel]] = {
    Door.FORM: OpenChannel.WEB,
    Door.API: OpenChannel.WEB,
    Door.IMPORT: OpenChannel.WEB,
    Door.PHONE: OpenChannel.PHONE,
    Door.REFERRER: OpenChannel.PARTNERS,
}
"""By which channel requests come in at a door; organisations and volunteers come by none."""

_NOT_YET: Final[Mapping[ActivationState, Shut]] = {
    ActivationState.STANDBY: Shut.ASLEEP,
    ActivationState.ENDED: Shut.ASLEEP,
    ActivationState.ALERTED: Shut.BEING_PREPARED,
}


def admits(
    standing: Standing, door: Door, line: str | None = None, municipality: str | None = None
) -> Shut | None:
    """Say why a door is shut, or None where it is open; what is not known yet shuts nothing."""
    if door is Door.PARTNER:
        return None
    if door is Door.SIGN_UP:
        return _sign_up(standing)
    return _NOT_YET.get(standing.state) or _request(standing, door, line, municipality)


def _sign_up(standing: Standing) -> Shut | None:
    if standing.state is ActivationState.ALERTED:
        return None
    if standing.state is ActivationState.WINDING_DOWN:
        return Shut.CLOSING
    is_paused = standing.reach.sign_up is SignUp.PAUSED
    return _NOT_YET.get(standing.state) or (Shut.ENOUGH_HELPERS if is_paused else None)


def _request(
    standing: Standing, door: Door, line: str | None, municipality: str | None
) -> Shut | None:
    """Give the first reason that holds: what shuts the most is said before what shuts less."""
    reach = standing.reach
    is_closing = standing.state is ActivationState.WINDING_DOWN
    reasons: Mapping[Shut, Callable[[], bool]] = {
        Shut.CHANNEL_SHUT: lambda: CHANNEL_OF[door] not in reach.channels,
        Shut.CLOSING: lambda: is_closing and (door is Door.IMPORT or not reach.lines),
        Shut.AREA_NOT_OURS: lambda: bool(reach.areas and municipality not in {None, *reach.areas}),
        Shut.LINE_ENDED: lambda: bool(reach.lines and line not in {None, *reach.lines}),
    }
    return next((reason for reason, holds in reasons.items() if holds()), None)
