"""What must hold between the services' records once everything has come to rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from deploy.verifying.hops import LOWEST, Hop

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
class VersionRange:
    """The versions of one subject in one outbox."""

    subject: str
    lowest: int
    highest: int
    count: int
    total: int
    """The sum of the versions: tells 1, 3, 3 from 1, 2, 3."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole account. `waiting` names what had not come to rest when time was up."""

    hops: tuple[Hop, ...]
    checks: tuple[Check, ...]
    waiting: Mapping[str, int]
    foreign: int = 0
    """Parked messages that no service ever said: put there by hand."""

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
    def holds(self) -> bool:
        """Say whether everything is at rest and every rule holds."""
        broken = self.lost + self.unexpected + self.duplicated + self.wrong
        return broken == 0 and not self.waiting


def balance(rule: str, counts: Mapping[str, int]) -> Check:
    """Demand that every account shows the same number; the first one is the reference."""
    reference, *others = counts.values()
    broken = max((abs(reference - other) for other in others), default=0)
    detail = ", ".join(f"{name} {count}" for name, count in counts.items())
    return Check(rule, broken, detail=detail)


def once(rule: str, counts: Mapping[str, int]) -> Check:
    """Demand that nothing happened more than once; `counts` is how often each thing did."""
    doubled = {name: count for name, count in counts.items() if count > 1}
    extra = sum(count - 1 for count in doubled.values())
    return Check(rule, extra, is_doubling=True, detail=sample(doubled))


def agreeing(rule: str, accounts: Mapping[str, Mapping[str, str]]) -> Check:
    """Demand that accounts say the same of whatever they both know."""
    names = {name for account in accounts.values() for name in account}
    apart = {
        f"{name}: " + ", ".join(f"{who} {said[name]}" for who, said in accounts.items())
        for name in names
        if all(name in said for said in accounts.values())
        and len({said[name] for said in accounts.values()}) > 1
    }
    return Check(rule, len(apart), detail=sample(apart))


def gapless(rule: str, ranges: Iterable[VersionRange], before: UUID = LOWEST) -> Check:
    """Demand versions 1, 2, 3… of every subject, whichever services share it.

    Of a subject that began `before` the watermark the first ones may be gone.
    """
    subjects: dict[str, VersionRange] = {}
    for each in ranges:
        known = subjects.get(each.subject)
        subjects[each.subject] = each if known is None else _together(known, each)
    broken = [
        subject
        for subject, versions in subjects.items()
        if not _is_gapless(versions, 1 if _is_newer(subject, before) else versions.lowest)
    ]
    return Check(rule, len(broken), detail=sample(broken))


def _together(one: VersionRange, other: VersionRange) -> VersionRange:
    return VersionRange(
        one.subject,
        min(one.lowest, other.lowest),
        max(one.highest, other.highest),
        one.count + other.count,
        one.total + other.total,
    )


def _is_gapless(versions: VersionRange, lowest: int) -> bool:
    count = versions.count
    return (versions.lowest, versions.highest) == (lowest, lowest + count - 1) and (
        versions.total == count * (versions.lowest + versions.highest) // 2
    )


def _is_newer(subject: str, before: UUID) -> bool:
    """Say whether a subject began after the watermark: the first 48 bits of its id are the time."""
    try:
        began = UUID(subject.rpartition("/")[2])
    except ValueError:
        return True
    return before == LOWEST or began.int >> 80 > before.int >> 80


def sample(names: Iterable[str]) -> str:
    """Name a few of the culprits."""
    return ", ".join(sorted(names)[:SAMPLE])
