"""How the network stands in its life: asleep, awake, or being put to rest."""

from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime

from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp
from shared.contracts.event import Event, MunicipalityCode, Open
from shared.contracts.words import ServiceLine


class ActivationChanged(Event):
    """An activation stands otherwise than before. Subject `activation/<id>`.

    It is said wholly; the envelope says which it is, and whether it is an exercise. Who decided it,
    and in what words, stays where it was decided.
    """

    event_type: ClassVar[str] = "activation.changed"

    state: Open[ActivationState]
    was: Open[ActivationState] | None = None
    """None of one that begins."""
    areas: tuple[MunicipalityCode, ...] = ()
    """Where help is given; empty for all that the town serves."""
    lines: tuple[Open[ServiceLine], ...] = ()
    """What help is given; empty for all, and in wind-down for none that is new."""
    channels: tuple[Open[OpenChannel], ...] = ()
    """Which are open."""
    sign_up: Open[SignUp]
    valid_until: date | None = None
    review_on: date | None = None
    opened_at: AwareDatetime
    """When it began, in standby."""
    since: AwareDatetime
    """When it came into this state."""
    changed_at: AwareDatetime
