"""The solver: whether it is exact, and how fast beside solvers that are known to be."""

import asyncio
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from services.matching.domain.assigning import Assignment, Graph, Solver, assign
from services.matching.domain.compiled import available
from tests.bench.matching.batches import Shape, batch
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.support.matching.graphs import in_arrays, in_lists, random_graph
from tests.support.matching.oracles import (
    dense_matrix,
    flow_of,
    least_of_dense,
    least_of_flow,
)

SHAPES: Final = (
    Shape("enough helpers", needs=10_000, helpers=20_000),
    Shape("as many seats as needs", needs=10_000, helpers=5_000),
    Shape("one town", needs=10_000, helpers=20_000, towns=1),
)
SMALLER: Final = 10
ROUNDS: Final = 3
SEEDS: Final = range(3)
RANDOM_GRAPHS: Final = 300
TOLERANCE: Final = 1e-6
MEGABYTE: Final = 1e6
AT_FULL_SIZE: Final = {"compiled": Goal(">=", 100.0), "plain": Goal(">=", 5.0)}
"""How much faster than the dense solver; at 10,000 needs, not at sizes where all are instant."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the solver, with the columns it reads best."""

    name: str
    solve: Solver
    laid_out: Callable[[Graph], Graph]


def solving_rows(*, full: bool) -> list[Row]:
    """Measure batches of 10,000 needs, or of a tenth of that."""
    shapes = SHAPES if full else [shape.smaller(SMALLER) for shape in SHAPES]
    forms = _forms()
    rows = [_worst_gap(shapes, forms), _agreement(forms)]
    for shape in shapes:
        graph = batch(shape, seed=1)
        for form in forms:
            rows.append(_against_dense(shape, graph, form, AT_FULL_SIZE if full else {}))
            rows.append(_memory(shape, graph, form))
        rows += _beside(shape, graph, forms[-1])
    return rows


def _forms() -> Sequence[Form]:
    """Give the forms there are, each compiled already."""
    forms = [Form("plain", assign, in_lists)]
    if available():
        module = import_module("services.matching.domain.compiled.assigning")
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
    agreed = sum(
        all(_agree(random_graph(seed), form) for form in forms) for seed in range(RANDOM_GRAPHS)
    )
    name = "random graphs on which scipy and OR-tools found the same total"
    return alone(name, agreed, "", Goal(">=", RANDOM_GRAPHS))


def _agree(graph: Graph, form: Form) -> bool:
    totals = [
        form.solve(graph).total,
        least_of_dense(dense_matrix(graph)),
        least_of_flow(flow_of(graph)),
    ]
    return max(totals) - min(totals) <= TOLERANCE


def _against_dense(shape: Shape, graph: Graph, form: Form, goals: dict[str, Goal]) -> Row:
    """Compare with scipy's `linear_sum_assignment`, whose matrix is made beforehand."""
    matrix, own = dense_matrix(graph), form.laid_out(graph)
    name = f"{shape}: {form.name}, against dense scipy ({matrix.nbytes / MEGABYTE:,.0f} MB)"
    return _race(
        name, lambda: form.solve(own), lambda: least_of_dense(matrix), goals.get(form.name)
    )


def _memory(shape: Shape, graph: Graph, form: Form) -> Row:
    """Trace what a solve allocates at most, its result included (tracemalloc)."""
    own = form.laid_out(graph)
    tracemalloc.start()
    form.solve(own)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return alone(f"{shape}: {form.name}, extra memory", peak / MEGABYTE, "MB", Goal("<=", 10.0))


def _beside(shape: Shape, graph: Graph, form: Form) -> list[Row]:
    """Compare with OR-tools' flow, which is laid out beforehand, and with a warm start."""
    own = form.laid_out(graph)
    flow, prices = flow_of(graph), form.solve(own).prices
    name = f"{shape}: {form.name}"
    return [
        _race(f"{name}, against OR-tools", lambda: form.solve(own), lambda: least_of_flow(flow)),
        _race(
            f"{name}, warm against cold", lambda: form.solve(own, prices), lambda: form.solve(own)
        ),
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
