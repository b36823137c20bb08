"""Put what organisations say into groups: each once, by what it does, and what it can give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from services.reporting.figures.model.report import (
    CapacityGroup,
    LineTold,
    Organisations,
    PartnerGroup,
)


def each_once(lines: Sequence[LineTold]) -> Organisations:
    """Count organisations, however many lines each of them does."""
    rests = {line.organisation: line.rests for line in lines}
    told = {line.organisation for line in lines if line.unit is not None}
    return Organisations(len(rests) - sum(rests.values()), sum(rests.values()), len(told))


def by_line(lines: Iterable[LineTold]) -> list[PartnerGroup]:
    """Count organisations by what they do; one that does several is in each."""
    joined, paused, told = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        (paused if line.rests else joined)[line.service_line] += 1
        told[line.service_line] += line.unit is not None
    found = {*joined, *paused}
    groups = [PartnerGroup(line, joined[line], paused[line], told[line]) for line in found]
    return sorted(groups, key=lambda group: (-group.joined, group.service_line))


def capacity_of(lines: Iterable[LineTold]) -> list[CapacityGroup]:
    """Add up what was told of one line in one unit and time; of who rests nothing is there now."""
    told = defaultdict[tuple[str, str, str], list[int | None]](list)
    for line in lines:
        if line.unit is not None and not line.rests:
            told[line.service_line, line.unit, line.per or ""].append(line.amount)
    return [_capacity(alike, amounts) for alike, amounts in sorted(told.items())]


def _capacity(alike: tuple[str, str, str], amounts: Sequence[int | None]) -> CapacityGroup:
    known = [amount for amount in amounts if amount is not None]
    return CapacityGroup(*alike, len(amounts), sum(known), len(amounts) - len(known))
