"""Codes of the network's own life: its states, its doors, and why one is shut."""

from enum import StrEnum


class ActivationState(StrEnum):
    """Where an activation is in its life; the network always has one that has not ended."""

    STANDBY = "standby"
    """Asleep: registers are kept up, nobody is asked for anything."""
    ALERTED = "alerted"
    """Being prepared: partners and volunteers say what they could do."""
    ACTIVATED = "activated"
    PROLONGED = "prolonged"
    """It goes on for longer than was thought: reviewed on a day that is set."""
    WINDING_DOWN = "winding_down"
    """What was begun is finished; new only in the lines that are listed."""
    ENDED = "ended"


class OpenChannel(StrEnum):
    """A way in that can be switched by itself."""

    WEB = "web"
    PHONE = "phone"
    PARTNERS = "partners"


class SignUp(StrEnum):
    """Whether more volunteers are wanted."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    """Whoever signs up is told that there is enough help now."""
    PAUSED = "paused"


class Door(StrEnum):
    """Where somebody comes in from outside."""

    FORM = "form"
    API = "api"
    IMPORT = "import"
    PHONE = "phone"
    """A call becomes a request."""
    REFERRER = "referrer"
    """A partner or a referrer asks for somebody."""
    SIGN_UP = "sign_up"
    PARTNER = "partner"
    """An organisation joins, and keeps up what is known of it."""


class Shut(StrEnum):
    """Why a door is shut."""

    ASLEEP = "asleep"
    BEING_PREPARED = "being_prepared"
    CHANNEL_SHUT = "channel_shut"
    AREA_NOT_OURS = "area_not_ours"
    LINE_ENDED = "line_ended"
    CLOSING = "closing"
    ENOUGH_HELPERS = "enough_helpers"
