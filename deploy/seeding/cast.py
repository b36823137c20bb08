"""Who is on the stage: the staff, and what is known of organisations and contracts by now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from deploy.seeding.courier import Courier
from deploy.seeding.post import Post
from deploy.seeding.script import Script
from deploy.seeding.timetable import Timetable
from deploy.seeding.visits import Member, Visits
from shared.contracts.words import StaffRole
from shared.postgres.types import Pool


@dataclass
class Stage:
    """What every player has at hand."""

    script: Script
    visits: Visits
    courier: Courier
    post: Post
    timetable: Timetable
    draw: Random
    """For what nobody knows before it comes: how those who are asked answer."""
    staff: dict[StaffRole, Member] = field(default_factory=dict)
    organisations: dict[str, Member] = field(default_factory=dict)
    """Who speaks for each, by its key in the script."""
    contracts: dict[UUID, str] = field(default_factory=dict)
    """The purchase of each contract, by the key under which it was agreed."""
    unsure: set[str] = field(default_factory=set)
    """Addresses of those who offer help and do not confirm it."""
    answered: set[UUID] = field(default_factory=set)
    """Referrals that an organisation has answered."""
    done: dict[str, int] = field(default_factory=dict)
    """How often each act was done, for whoever compares."""

    @property
    def coordinator(self) -> Member:
        """Give who coordinates."""
        return self.staff[StaffRole.COORDINATOR]

    @property
    def operator(self) -> Member:
        """Give who answers the phone."""
        return self.staff[StaffRole.OPERATOR]

    def pool(self, service: str) -> Pool:
        """Give a service's database, to look an id up that a page would show."""
        return self.visits.house.services[service].pool

    def count(self, what: str, number: int = 1) -> None:
        """Note that it was done."""
        self.done[what] = self.done.get(what, 0) + number

    @property
    def counts(self) -> Mapping[str, int]:
        """Give what was done, in the order of the alphabet."""
        return dict(sorted(self.done.items()))
