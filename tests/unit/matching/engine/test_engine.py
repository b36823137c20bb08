"""Without numba everything works, and what is chosen is the same."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from services.matching.engine.rules import compiled
from services.matching.engine.rules.assigning import Graph, assign
from services.matching.engine.rules.index import Index
from services.matching.engine.rules.solver import WORTH_COMPILING, compiled_or_plain


def test_without_numba_the_plain_loops_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "available", lambda: False)

    engine = compiled_or_plain()

    assert engine.solve is assign
    assert type(engine.gather().index()) is Index


@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed")
def test_a_large_batch_is_solved_by_the_compiled_loop_with_the_same_result() -> None:
    needs = WORTH_COMPILING // 10 + 1
    graph = Graph(
        starts=list(range(0, 10 * needs + 1, 10)),
        helpers=[(edge * 7919) % (needs // 2) for edge in range(10 * needs)],
        costs=[float(edge * 31 % 97) for edge in range(10 * needs)],
        capacities=[1] * (needs // 2),
        unserved=[1000.0] * needs,
    )

    assert compiled_or_plain().solve(graph) == assign(graph)


@pytest.mark.long
def test_matching_starts_without_loading_the_compiler() -> None:
    start = "import services.matching.app, services.matching.engine.rules.solver as solver, sys"
    ask = f"{start}; solver.compiled_or_plain().gather().index(); print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, text=True)

    assert "services.matching.app" in loaded.stdout.split()
    assert "numba" not in loaded.stdout.split()
