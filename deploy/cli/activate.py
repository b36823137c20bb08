"""`porukalla activate` and `deactivate`: how the network stands from now on."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from deploy.cli.exits import Exit
from deploy.cli.networks import network_or_exit
from deploy.cli.options import State

if TYPE_CHECKING:
    from collections.abc import Collection

    from services.intake.operating import Told

Reason = Annotated[str, typer.Option(help="What happened, in words that name nobody.")]
Decided = Annotated[str, typer.Option("--decision", help="By which organ and when it was decided.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], show_default=False)]
Codes = Annotated[str | None, typer.Option(help="With commas; empty for all.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask for the word.")]

UP: Final = ("alerted", "activated", "prolonged")
DOWN: Final = ("standby", "winding_down", "ended")


def activate(  # noqa: PLR0913  # what is decided, each by its name
    *,
    reason: Reason,
    decision: Decided,
    to: Annotated[str, typer.Option(help="alerted, activated or prolonged.")] = "activated",
    until: Day = None,
    review: Day = None,
    areas: Codes = None,
    lines: Codes = None,
    channels: Codes = None,
    sign_up: Annotated[str | None, typer.Option(help="open, waiting_list or paused.")] = None,
    yes: Yes = False,
    state: State = None,
) -> None:
    """Take the network into use, or prepare it, or go on with it.

    Shows how it stands and would stand, and asks for the word. What you do not say stays as it is.
    Prints the number under which it is on record; exit 1 when it does not hold as it is.
    """
    told = _told(to, UP, (reason, decision), until=until, review=review)
    told = _with(told, areas, lines, channels, sign_up)
    _decide(told, state, "AKTIVOI", asks=not yes)


def deactivate(  # noqa: PLR0913  # what is decided, each by its name
    *,
    reason: Reason,
    decision: Decided,
    to: Annotated[str, typer.Option(help="winding_down, ended or standby.")] = "winding_down",
    until: Day = None,
    lines: Annotated[
        str | None, typer.Option(help="What is still begun; empty for nothing.", show_default=False)
    ] = None,
    channels: Codes = None,
    yes: Yes = False,
    state: State = None,
) -> None:
    """Wind the network down, end it, or put it back to sleep.

    While it is wound down, only what --lines names is begun. Where it ends, the next one begins in
    standby. Prints the number under which it is on record.
    """
    told = _with(_told(to, DOWN, (reason, decision), until=until), None, lines, channels, None)
    _decide(told, state, "LOPETA", asks=not yes)


def _told(
    to: str,
    states: "Collection[str]",
    words: tuple[str, str],
    *,
    until: datetime | None = None,
    review: datetime | None = None,
) -> "Told":
    from services.intake.operating import Told  # noqa: PLC0415  # see app.py
    from shared.contracts.activation_words import ActivationState  # noqa: PLC0415  # see app.py

    if to not in states:
        _refuse(f"--to is one of {', '.join(states)}.")
    return Told(
        ActivationState(to),
        *words,
        valid_until=until.date() if until else None,
        review_on=review.date() if review else None,
    )


def _with(
    told: "Told", areas: str | None, lines: str | None, channels: str | None, sign_up: str | None
) -> "Told":
    from dataclasses import replace  # noqa: PLC0415  # see app.py

    from shared.contracts.activation_words import OpenChannel, SignUp  # noqa: PLC0415  # see app.py

    try:
        return replace(
            told,
            areas=_codes(areas),
            lines=_codes(lines),
            channels=None if channels is None else [*map(OpenChannel, _codes(channels) or ())],
            sign_up=SignUp(sign_up) if sign_up else None,
        )
    except ValueError as error:
        _refuse(str(error))


def _codes(said: str | None) -> "list[str] | None":
    return None if said is None else [each.strip() for each in said.split(",") if each.strip()]


def _decide(told: "Told", state: Path | None, word: str, *, asks: bool) -> None:
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.own_files import own_or_shipped  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py
    from deploy.playbook.files import SHIPPED  # noqa: PLC0415  # see app.py
    from services.intake.operating import life_desk  # noqa: PLC0415  # see app.py

    network, folders = network_or_exit(state), choose_folders(state)
    ring = Secrets(folders.secrets).sealing_keys("intake")
    town = own_or_shipped(folders.network, SHIPPED / "town.toml")

    async def decided() -> tuple[bool, str]:
        async with life_desk(network.databases["intake"], ring, town) as desk:
            seen = await desk.stand()
            print(f"{seen.standing.state} → {told.state}")
            if asks and typer.prompt(f"Type {word}", default="", show_default=False) != word:
                _refuse("Nothing was changed: that was not the word.")
            return desk.told_of(await desk.decide(seen, told))

    is_done, line = asyncio.run(decided())
    if not is_done:
        _refuse(line)
    print(line)


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(Exit.FAILED)
