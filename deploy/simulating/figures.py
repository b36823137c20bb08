"""A simulation in figures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import ceil, nan
from statistics import fmean
from typing import Final

from deploy.simulating.results import Result
from shared.contracts.words import Urgency

WEEK: Final = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Figures:
    """What a way of asking did; times in minutes, shares from 0 to 1; nan: nothing to measure."""

    filled: float
    """Share of the requests for which somebody said yes in time."""
    within_2_hours: float
    """Share of all requests that were taken within two hours."""
    median_wait: float
    p95_wait: float
    median_wait_today: float
    p95_wait_today: float
    notices_per_fill: float
    too_late_per_fill: float
    """Yeses that came when somebody else had taken the task."""
    km: float
    """From the volunteer to the person, on average."""
    most_notices_a_week: float
    """To one volunteer, in any seven days."""
    gini_notices: float
    """0: all are asked equally often; 1: always the same one."""
    gini_tasks: float
    least_gini: float
    """The Gini if so many notices had been spread as evenly as whole numbers allow."""
    never_asked: float
    over_cap: float
    """Asks to somebody whose week was full."""


def figures(result: Result) -> Figures:
    """Reckon the figures of one run."""
    waits = sorted(one.waited for one in result.outcomes if one.waited is not None)
    today = waits_of(result, Urgency.TODAY)
    kms = [one.km for one in result.outcomes if one.km is not None]
    sent = [len(times) for times in result.notices]
    requests = len(result.outcomes)
    return Figures(
        filled=_per(len(waits), requests),
        within_2_hours=_per(sum(wait <= 120 for wait in waits), requests),  # noqa: PLR2004  # as named
        median_wait=quantile(waits, 0.5),
        p95_wait=quantile(waits, 0.95),
        median_wait_today=quantile(today, 0.5),
        p95_wait_today=quantile(today, 0.95),
        notices_per_fill=_per(sum(sent), len(waits)),
        too_late_per_fill=_per(result.too_late, len(waits)),
        km=fmean(kms) if kms else nan,
        most_notices_a_week=max(map(_busiest_week, result.notices), default=0),
        gini_notices=gini(sent),
        gini_tasks=gini(result.tasks),
        least_gini=gini(_even(sum(sent), len(sent))),
        never_asked=_per(sent.count(0), len(sent)),
        over_cap=result.over_cap,
    )


def mean(runs: Sequence[Figures]) -> Figures:
    """Give the mean of several seeds, figure by figure."""
    return Figures(**{name: fmean(getattr(run, name) for run in runs) for name in asdict(runs[0])})


def waits_of(result: Result, urgency: Urgency) -> list[float]:
    """Give the waits of the requests of one urgency that were taken, the shortest first."""
    return sorted(
        one.waited for one in result.outcomes if one.waited is not None and one.urgency is urgency
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Give the smallest value that so large a share does not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else nan


def gini(counts: Sequence[int]) -> float:
    """Say how unevenly these are spread (Gini coefficient)."""
    total = sum(counts)
    if not total:
        return 0.0
    ranked = sum(rank * value for rank, value in enumerate(sorted(counts), start=1))
    return 2 * ranked / (len(counts) * total) - (len(counts) + 1) / len(counts)


def _per(part: float, whole: float) -> float:
    return part / whole if whole else nan


def _even(total: int, among: int) -> list[int]:
    """Spread a total over so many in whole numbers."""
    bounds = (total * place // among for place in range(among + 1)) if among else ()
    return [after - before for before, after in pairwise(bounds)]


def _busiest_week(times: Sequence[float]) -> int:
    return max(
        (sum(start <= other < start + WEEK for other in times) for start in times), default=0
    )
