"""What must hold between the services' records once everything has come to rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from deploy.verifying.hops import Hop

SAMPLE = 5
"""Names of culprits shown; the number says how many there are."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and how often it is broken."""

    rule: str
    broken: int
    is_doubling: bool = False
    """The rule says that something may happen only once."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole account. `waiting` names what had not come to rest when time was up."""

    hops: tuple[Hop, ...]
    checks: tuple[Check, ...]
    waiting: Mapping[str, int]
    foreign: int = 0
    """Parked messages that no service ever said: put there by hand."""
    undelivered: Mapping[str, int] = field(default_factory=dict)
    """What has not left notify: it may wait for a mail server or a partner for days."""

    @property
    def lost(self) -> int:
        """Events that were sent and came to nothing."""
        return sum(hop.lost for hop in self.hops)

    @property
    def unexpected(self) -> int:
        """Events that were handled and never said."""
        return sum(hop.unexpected for hop in self.hops)

    @property
    def duplicated(self) -> int:
        """Effects that happened more than once."""
        return sum(check.broken for check in self.checks if check.is_doubling)

    @property
    def wrong(self) -> int:
        """Other rules that are broken."""
        return sum(check.broken > 0 for check in self.checks if not check.is_doubling)

    @property
    def is_sound(self) -> bool:
        """Say whether every rule holds and no event is on its way: so much can be proven."""
        broken = self.lost + self.unexpected + self.duplicated + self.wrong
        return broken == 0 and not self.waiting

    @property
    def holds(self) -> bool:
        """Say whether everything is at rest and every rule holds."""
        return self.is_sound and not self.undelivered


def balance(rule: str, counts: Mapping[str, int]) -> Check:
    """Demand that every account shows the same number; the first one is the reference."""
    reference, *others = counts.values()
    broken = max((abs(reference - other) for other in others), default=0)
    detail = ", ".join(f"{name} {count}" for name, count in counts.items())
    return Check(rule, broken, detail=detail)


def sample(names: Iterable[str]) -> str:
    """Name a few of the culprits."""
    return ", ".join(sorted(names)[:SAMPLE])
