"""`porukalla simulate`: try out ways of asking volunteers, in a made-up town."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.progress_bar import advancing

if TYPE_CHECKING:
    from deploy.simulating.comparison import Compared
    from deploy.simulating.worlds import World

POLICIES = ("recommended", "nearest")


def simulate(  # noqa: PLR0913  # each is an option of the command
    *,
    world: Annotated[
        str,
        typer.Option(
            help="mikkeli: a town and its countryside; finland: the whole country; dense: six "
            "made-up towns with many volunteers of whom few say yes."
        ),
    ] = "mikkeli",
    volunteers: Annotated[
        int,
        typer.Option(
            min=0,
            max=100_000,
            help="How many have signed up; of ten, six are on duty (in dense: all).",
        ),
    ] = 1000,
    requests: Annotated[
        float, typer.Option("--requests-per-day", min=0.1, max=10_000, help="How many come.")
    ] = 100.0,
    days: Annotated[int, typer.Option(min=1, max=90, help="For how many days.")] = 7,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            help="A way of asking (see above); may be given several times. Else "
            "recommended and nearest."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same number, the same town and week.")] = 1,
    runs: Annotated[
        int, typer.Option(min=1, max=50, help="How many towns, with this seed and those after it.")
    ] = 1,
    picture: Annotated[
        Path | None, typer.Option(help="Draw the waits, fills and loads into this SVG file.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write all figures into this file.")
    ] = None,
) -> None:
    """Try out ways of asking volunteers before people depend on them.

    A made-up town gets made-up volunteers and requests: who says yes, and how fast, is drawn by
    chance, the same for each way of asking. So: how many requests would be taken, how long would
    people wait, and how often would each volunteer be disturbed? With more volunteers, or fewer?

    The ways of asking: recommended is the live one, which asks two people about a task for today
    and one more every few minutes; recommended-wide asks four and widens faster, for places where
    many have signed up and few say yes; one-at-a-time asks the best one and waits; nearest asks the
    one who lives nearest and waits; broadcast-5 and broadcast-10 ask that many at once; waves asks
    as many as will probably do, in a fair order.

    Compare the ways with each other; the level of the figures is only as good as the assumptions:
    most answer within minutes; two to seven of ten who are asked near their home say yes (in
    dense: two or three), fewer when asked often; half of the others do not answer (in dense: all
    do). Requests come mostly by day; quiet hours are left out. No real person's data is used.
    """
    from deploy.simulating.picture import picture as drawn  # noqa: PLC0415  # see app.py
    from deploy.simulating.printout import as_json_text, print_table  # noqa: PLC0415  # see app.py

    names = list(dict.fromkeys(policy or POLICIES))
    given: dict[str, object] = {
        "world": world,
        "volunteers": volunteers,
        "requests_per_day": requests,
        "days": days,
        "seeds": list(range(seed, seed + runs)),
    }
    _check(world, names)
    worlds = _worlds(world, (volunteers, requests, days), range(seed, seed + runs))
    compared = _compared(worlds, names)
    print_table(compared)
    where = (
        f"{world}: {volunteers:,} volunteers, {requests:g} requests a day, {days} days, "
        f"{runs} made-up {'town' if runs == 1 else 'towns'}; assumed behaviour, compare the ways"
    )
    _write(picture, drawn(compared, where) if picture else "")
    _write(json, as_json_text(given, compared))


def _check(world: str, names: Sequence[str]) -> None:
    from deploy.simulating.compared_ways import WAYS  # noqa: PLC0415  # see app.py
    from deploy.simulating.worlds import NAMES  # noqa: PLC0415  # see app.py

    _known(world, NAMES, "--world")
    for name in names:
        _known(name, tuple(WAYS), "--policy")


def _known(name: str, names: Sequence[str], option: str) -> None:
    from difflib import get_close_matches  # noqa: PLC0415  # see app.py

    if name in names:
        return
    close = get_close_matches(name, names, n=1)
    hint = f"did you mean {close[0]}?" if close else f"choose from {', '.join(names)}."
    message = f"there is no {name!r}; {hint}"
    raise typer.BadParameter(message, param_hint=option)


def _worlds(name: str, size: tuple[int, float, int], seeds: Sequence[int]) -> "list[World]":
    from deploy.simulating.worlds import Size, make  # noqa: PLC0415  # see app.py

    return [make(name, Size(*size), seed) for seed in seeds]


def _compared(worlds: "Sequence[World]", names: Sequence[str]) -> "list[Compared]":
    from deploy.simulating.compared_ways import WAYS  # noqa: PLC0415  # see app.py
    from deploy.simulating.comparison import compare  # noqa: PLC0415  # see app.py

    total = len(names) * sum(len(world.requests) for world in worlds)
    with advancing("requests", total) as advance:
        return compare(worlds, [WAYS[name] for name in names], advance)


def _write(file: Path | None, text: str) -> None:
    if file is None:
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        print(f"cannot write {file}: {error.strerror}", file=sys.stderr)
        raise typer.Exit(Exit.FAILED) from None
    print(f"wrote {file}", file=sys.stderr)
