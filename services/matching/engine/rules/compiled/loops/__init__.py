"""The loops behind `index`, compiled when they are first asked for.

They look at the same rows in the same order as `index.scan`, and reckon in the same order.
"""

from functools import cache
from typing import Any

from services.matching.engine.rules.compiled.compiler import compiled
from services.matching.engine.rules.compiled.loops import search, walk
from services.matching.engine.rules.weighing import loops as weighing


@cache
def compiled_search() -> Any:  # noqa: ANN401  # numba has no types for what it compiles
    """Give `walk.search_all`, compiled."""
    return compiled(weighing, search, walk)["search_all"]
