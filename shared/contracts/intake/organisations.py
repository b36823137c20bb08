"""Whom intake invites of organisations that help."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event


class OrganisationInvited(Event):
    """Somebody of an organisation was invited: of a new one, or one more of it.

    Subject `organisation/<id>`.
    """

    event_type: ClassVar[str] = "organisation.invited"

    organisation_id: UUID
    staff_id: UUID
    """Whose account it is."""


class OrganisationReachChanged(Event):
    """Letters reach somebody of an organisation from now on, or nobody any more.

    Subject `organisation/<id>`. One of which nothing is said is reached: its first member was
    invited by letter.
    """

    event_type: ClassVar[str] = "organisation.reach_changed"

    organisation_id: UUID
    is_reached: bool
