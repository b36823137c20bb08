"""Made-up batches for the solver: needs and helpers in towns and between them."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree  # type: ignore[import-untyped]
from typing_extensions import override

from services.matching.engine.rules.assigning import Graph

CANDIDATES: Final = 20
"""So many of the nearest who are able stand in the line of each need."""
TOWNS: Final = 60
COUNTRY_KM: Final = (500.0, 1000.0)
RURAL: Final = 0.25
TOWN_KM: Final = 4.0
URGENCIES: Final = (1000.0, 1500.0, 2500.0, 4000.0)
"""What leaving a need unserved costs."""

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a batch is made."""

    name: str
    needs: int
    helpers: int
    towns: int = TOWNS
    skills: tuple[float, ...] = (0.75,)
    """The share of helpers who have each; as many needs want one as another."""
    reach_km: float = 25.0

    @override
    def __str__(self) -> str:
        """Say what is solved."""
        return f"{self.needs:,} needs, {self.name}"

    def smaller(self, times: int) -> "Shape":
        """Make everything fewer, but not less dense."""
        needs, helpers = self.needs // times, self.helpers // times
        return replace(self, needs=needs, helpers=helpers, towns=max(1, self.towns // times))


def batch(shape: Shape, seed: int) -> Graph:
    """Make the graph of one batch, with capacities from 1 to 3."""
    chance = np.random.default_rng(seed)
    towns = chance.uniform((0.0, 0.0), COUNTRY_KM, (shape.towns, 2))
    sizes = 1.0 / np.arange(1, shape.towns + 1)
    helpers = _points(chance, towns, sizes / sizes.sum(), shape.helpers)
    needs = _points(chance, towns, sizes / sizes.sum(), shape.needs)
    kms, near = _nearest_able(chance, shape, needs, helpers)
    may = np.isfinite(kms)
    costs = 0.5 * kms + chance.uniform(2.0, 30.0, kms.shape)
    return Graph(
        starts=np.concatenate(([0], np.cumsum(may.sum(axis=1)))),
        helpers=near[may],
        costs=costs[may],
        capacities=chance.integers(1, 4, shape.helpers),
        unserved=chance.choice(URGENCIES, shape.needs),
    )


def _nearest_able(
    chance: np.random.Generator, shape: Shape, needs: Points, helpers: Points
) -> tuple[Points, NDArray[np.int64]]:
    """Give each need the helpers nearest to it of those with the skill it wants."""
    kms = np.full((shape.needs, CANDIDATES), np.inf)
    near = np.zeros((shape.needs, CANDIDATES), np.int64)
    wanted = chance.integers(0, len(shape.skills), shape.needs)
    for skill, share in enumerate(shape.skills):
        own, able = wanted == skill, np.flatnonzero(chance.random(shape.helpers) < share)
        kms[own], found = cKDTree(helpers[able]).query(
            needs[own], CANDIDATES, distance_upper_bound=shape.reach_km
        )
        near[own] = np.append(able, 0)[found]
    return kms, near


def _points(
    chance: np.random.Generator, towns: Points, shares: NDArray[np.float64], many: int
) -> Points:
    own = towns[chance.choice(len(towns), many, p=shares)]
    points = own + chance.normal(0.0, TOWN_KM, (many, 2))
    rural = chance.random(many) < (RURAL if len(towns) > 1 else 0.0)
    points[rural] = chance.uniform((0.0, 0.0), COUNTRY_KM, (int(rural.sum()), 2))
    return points
