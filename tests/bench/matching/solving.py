"""The solver: whether it is exact, and how fast beside solvers that are known to be."""

import asyncio
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Final, cast

from services.matching.engine.rules.assigning import Assignment, Graph, Solver, assign
from services.matching.engine.rules.compiled import available
from tests.bench.matching.batches import Shape, batch
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.support.matching.engine.graphs import in_arrays, in_lists, random_graph
from tests.support.matching.engine.oracles import (
    dense_matrix,
    flow_of,
    least_of_dense,
    least_of_flow,
)

SHAPES: Final = (
    Shape("enough helpers", needs=10_000, helpers=20_000),
    Shape("rare skills", needs=10_000, helpers=20_000, skills=(0.6, 0.3, 0.15, 0.04)),
    Shape("one town", needs=10_000, helpers=20_000, towns=1),
)
HARDEST: Final = Shape("as many seats as needs", needs=10_000, helpers=5_000)
"""Nearly every seat is taken and a quarter stay unserved: the ways are longest; no goal."""
SMALLER: Final = 10
ROUNDS: Final = 3
SEEDS: Final = range(3)
RANDOM_GRAPHS: Final = 300
TOLERANCE: Final = 1e-6
MEGABYTE: Final = 1e6
FASTER: Final = {"compiled": Goal(">=", 100.0), "plain": Goal(">=", 5.0)}
"""Than the dense solver, at 10,000 needs; at a tenth of that all are instant."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the solver, with the columns it reads best."""

    name: str
    solve: Solver
    laid_out: Callable[[Graph], Graph]


def solving_rows(*, full: bool) -> list[Row]:
    """Measure batches of 10,000 needs, or of a tenth of that."""
    shapes = (*SHAPES, HARDEST) if full else [each.smaller(SMALLER) for each in SHAPES]
    forms = _forms()
    rows = [_worst_gap(shapes, forms), _agreement(forms)]
    for shape in shapes:
        goals = FASTER if full and shape is not HARDEST else {}
        rows += _rows_of(shape, forms, goals)
    return rows


def _rows_of(shape: Shape, forms: Sequence[Form], goals: Mapping[str, Goal]) -> list[Row]:
    graph, rows = batch(shape, seed=1), []
    matrix = dense_matrix(graph)
    for form in forms:
        own, name = form.laid_out(graph), f"{shape}: {form.name}"
        rows += [
            _race(
                f"{name}, against dense scipy ({matrix.nbytes / MEGABYTE:,.0f} MB)",
                partial(form.solve, own),
                partial(least_of_dense, matrix),
                goals.get(form.name),
            ),
            _memory(name, partial(form.solve, own)),
        ]
    return rows + _beside(shape, graph, forms[-1])


def _forms() -> Sequence[Form]:
    """Give the forms there are, each compiled already."""
    forms = [Form("plain", assign, in_lists)]
    if available():
        module = import_module("services.matching.engine.rules.compiled.assigning")
        compiled = cast("Solver", module.assign_compiled)
        compiled(random_graph(0))
        forms.append(Form("compiled", compiled, in_arrays))
    return forms


def _worst_gap(shapes: Sequence[Shape], forms: Sequence[Form]) -> Row:
    """Solve several batches of each shape, from cold and from the prices of the one before."""
    gaps: list[float] = []
    for shape in shapes:
        for form in forms:
            gaps += _gaps(shape, form)
    return alone(f"worst duality gap of {len(gaps)} batches", max(gaps), "", Goal("<=", TOLERANCE))


def _gaps(shape: Shape, form: Form) -> list[float]:
    solved: list[Assignment] = []
    for seed in SEEDS:
        graph = form.laid_out(batch(shape, seed))
        before = solved[-1].prices if solved else None
        solved += [form.solve(graph), form.solve(graph, before)]
    return [each.gap for each in solved]


def _agreement(forms: Sequence[Form]) -> Row:
    agreed = sum(_agree(random_graph(seed), forms) for seed in range(RANDOM_GRAPHS))
    name = "random graphs on which scipy and OR-tools found the same total"
    return alone(name, agreed, "", Goal(">=", RANDOM_GRAPHS))


def _agree(graph: Graph, forms: Sequence[Form]) -> bool:
    totals = [form.solve(graph).total for form in forms]
    totals += [least_of_dense(dense_matrix(graph)), least_of_flow(flow_of(graph))]
    return max(totals) - min(totals) <= TOLERANCE


def _memory(name: str, solve: Callable[[], object]) -> Row:
    """Trace what a solve allocates at most, its result included (tracemalloc).

    It sees all of Python and numpy, but not the queue of the compiled form (16 bytes an entry).
    """
    tracemalloc.start()
    solve()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return alone(f"{name}, extra memory", peak / MEGABYTE, "MB", Goal("<=", 10.0))


def _beside(shape: Shape, graph: Graph, form: Form) -> list[Row]:
    """Compare with OR-tools' flow, which is laid out beforehand, and with a warm start."""
    own, name = form.laid_out(graph), f"{shape}: {form.name}"
    flow, cold = flow_of(graph), partial(form.solve, own)
    warm = partial(form.solve, own, form.solve(own).prices)
    return [
        _race(f"{name}, against OR-tools", cold, partial(least_of_flow, flow)),
        _race(f"{name}, warm against cold", warm, cold),
    ]


def _race(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], goal: Goal | None = None
) -> Row:
    """Solve in turn; the figures are batches a second."""

    async def mine() -> float:
        return _speed(ours)

    async def other() -> float:
        return _speed(theirs)

    return compared(name, "batches/s", asyncio.run(alternate(mine, other, ROUNDS)), goal)


def _speed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1.0 / (time.perf_counter() - start)
