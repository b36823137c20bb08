"""Whether the network, as it stands, takes in what somebody asks for, by the way it comes."""

from collections.abc import Mapping
from typing import Final

from services.intake.submissions.model import Plea
from shared.activation.rules import admits
from shared.activation.standing import Standing
from shared.contracts.activation_words import Door, Shut
from shared.contracts.words import SERVICE_LINE_OF, Channel

DOOR_OF: Final[Mapping[Channel, Door]] = {
    Channel.WEB: Door.FORM,
    Channel.PHONE: Door.PHONE,
    Channel.OUTBOUND_CALL: Door.PHONE,
    Channel.REFERRER: Door.REFERRER,
    Channel.PARTNER: Door.REFERRER,
    Channel.IMPORT: Door.IMPORT,
}
"""The API takes in what the form does, at the same door."""


def shut_to(plea: Plea, standing: Standing) -> Shut | None:
    """Say why it is not taken in, or None; of several needs the first that is not decides.

    Whoever is in danger is taken in wherever a person is there to see it.
    """
    door = DOOR_OF[plea.channel]
    if plea.danger is not None:
        is_heard = door is Door.PHONE or standing.is_at_work
        return None if is_heard else admits(standing, door)
    reasons = (
        admits(standing, door, SERVICE_LINE_OF[need], plea.municipality) for need in plea.needs
    )
    return next(filter(None, reasons), None)
