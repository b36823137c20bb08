"""The two inner loops of choosing, compiled where numba is installed; both choose the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from services.matching.engine.rules import compiled
from services.matching.engine.rules.assigning import Assignment, Graph, Solver, assign
from services.matching.engine.rules.index import Gathering

WORTH_COMPILING: Final = 50_000
"""Edges of a batch; to compile takes seconds, and a smaller batch takes milliseconds without."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The two inner loops of choosing."""

    solve: Solver
    gather: Callable[[], Gathering]


def compiled_or_plain() -> Engine:
    """Give the compiled loops where numba is installed; they choose the same."""
    if not compiled.available():
        return Engine(assign, Gathering)
    from services.matching.engine.rules.compiled.assigning import (  # noqa: PLC0415  # only with numba
        assign_compiled,
        is_ready,
    )
    from services.matching.engine.rules.compiled.index import CompiledIndex  # noqa: PLC0415  # the same

    def solve(graph: Graph, start_prices: Sequence[float] | None = None) -> Assignment:
        is_worth_it = is_ready() or len(graph.costs) > WORTH_COMPILING
        return (assign_compiled if is_worth_it else assign)(graph, start_prices)

    class ReadyIndex(CompiledIndex):
        @override
        def compile(self) -> None:
            """Compile the solver as well, before anyone waits for an answer."""
            super().compile()
            assign_compiled(Graph([0], [], [], [], []))

    return Engine(solve, lambda: Gathering(ReadyIndex))
