"""Look at rows and keep the cheapest: `index.scan`."""

import numpy as np

from services.matching.engine.model import EARTH_KM, UNKNOWN_KM
from services.matching.engine.rules.compiled.loops.values import Best, Rows, Sought
from services.matching.engine.rules.index.columns import NO_RADIUS
from services.matching.engine.rules.weighing.loops import cost


def look(start: int, end: int, rows: Rows, sought: Sought, best: Best) -> None:
    """Look at rows as `scan.Scan.look` does."""
    for row in range(start, end):
        if _has(row, rows, sought):
            km = _distance(row, rows, sought)
            if _covers(row, km, rows, sought):
                best.counts[1] += 1
                _consider(row, km, rows, sought, best)


def _consider(row: int, km: float, rows: Rows, sought: Sought, best: Best) -> None:
    """Keep one who fits, unless the need or the moment forbids it."""
    for number in sought.refused:
        if number == rows.number[row]:
            return
    recent = max(0.0, np.float64(rows.rested_at[row]) - sought.minute) / sought.forget
    if rows.load[row] >= rows.cap[row]:
        best.counts[2] += 1
    elif recent + 1 > sought.ask_limit:
        best.counts[3] += 1
    else:
        _keep(_cost(row, km, recent, rows, sought), rows.number[row], km, recent, best)


def _has(row: int, rows: Rows, sought: Sought) -> bool:
    if (rows.traits[row] & sought.demands) != sought.demands:
        return False
    hours = (
        (rows.hours0[row] & sought.hours[0])
        | (rows.hours1[row] & sought.hours[1])
        | (rows.hours2[row] & sought.hours[2])
    )
    return bool(hours != 0)


def _distance(row: int, rows: Rows, sought: Sought) -> float:
    if not sought.is_placed or rows.placed[row] == 0:
        return UNKNOWN_KM
    dx = np.float64(rows.x[row]) - sought.at[0]
    dy = np.float64(rows.y[row]) - sought.at[1]
    dz = np.float64(rows.z[row]) - sought.at[2]
    return float(EARTH_KM * np.sqrt(dx * dx + dy * dy + dz * dz))


def _covers(row: int, km: float, rows: Rows, sought: Sought) -> bool:
    is_known = sought.is_placed and rows.placed[row] > 0
    if is_known and rows.radius[row] != NO_RADIUS:
        return bool(km <= rows.radius[row] + sought.wider)
    return bool(sought.serves[rows.areas[row]]) or bool(is_known and km < sought.wider)


def _cost(row: int, km: float, recent: float, rows: Rows, sought: Sought) -> float:
    share = rows.load[row] / rows.cap[row]
    price = sought.charged[rows.kind[row]]
    return cost(rows.asked[row], rows.accepted[row], share, km, recent, price, sought.lost)


def _keep(own: float, number: int, km: float, recent: float, best: Best) -> None:
    """Put one into the line, equal costs by number."""
    most = len(best.costs)
    held = best.counts[0]
    if held == most:
        if own > best.costs[-1] or (own == best.costs[-1] and number > best.numbers[-1]):
            return
        held -= 1
    place = held
    while place > 0 and (
        best.costs[place - 1] > own
        or (best.costs[place - 1] == own and best.numbers[place - 1] > number)
    ):
        best.costs[place], best.numbers[place] = best.costs[place - 1], best.numbers[place - 1]
        best.kms[place], best.recents[place] = best.kms[place - 1], best.recents[place - 1]
        place -= 1
    best.costs[place], best.numbers[place] = own, number
    best.kms[place], best.recents[place] = km, recent
    best.counts[0] = held + 1
