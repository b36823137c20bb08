"""The loops behind `searching`, compiled when they are first asked for.

They look at the same rows in the same order as `index.scanning`, and reckon in the same order.
"""

from functools import cache
from typing import Any

from services.matching.domain.compiled.compiling import compiled
from services.matching.domain.compiled.loops import looking, walking


@cache
def compiled_search() -> Any:  # noqa: ANN401  # numba has no types for what it compiles
    """Give `walking.search_all`, compiled."""
    return compiled(looking, walking)["search_all"]
