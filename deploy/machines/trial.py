"""Try everything on one machine: make it, take step after step, end it."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import free_port, is_free
from deploy.machines.bases import base_of, copy_of
from deploy.machines.kinds import Kind
from deploy.machines.machine import Machine, MachineError, running
from deploy.machines.results import Result, tally_of
from deploy.machines.setup import clone, keep_logs, settle
from deploy.machines.steps import PORT, Stay, Step, steps

Tell = Callable[[Result], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """How the whole matrix is tried."""

    folder: Path
    bundle: Path
    quick: bool
    keep: bool

    def results_of(self, kind: Kind) -> Path:
        """Name the folder with a file a step."""
        return self.folder / "results" / kind.name


def try_on(kind: Kind, setting: Setting, tell: Tell) -> None:
    """Take every step on a fresh machine, telling each result as it is known.

    A step that fails ends nothing: the next may tell more. Only without a machine there is none.
    """
    folder = setting.results_of(kind)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    log = folder / "00-machine.txt"
    started = time.monotonic()
    try:
        base = base_of(kind, setting.folder, log)
        place = setting.folder / "machines" / kind.name
        with (
            copy_of(base, place, keep=setting.keep) as ground,
            running(kind.name, ground, log) as machine,
        ):
            settle(machine, kind.person, kind.name, log)
            clone(machine, kind.person, setting.bundle, log)
            tell(_result(kind, "clone", started, held=True))
            _take_all(kind, setting, machine, tell)
    except MachineError as error:
        tell(_result(kind, "machine", started, held=False, note=f"see {error}"))


def _take_all(kind: Kind, setting: Setting, machine: Machine, tell: Tell) -> None:
    folder = setting.results_of(kind)
    stay = Stay(machine, kind.person, PORT if is_free(PORT) else free_port())
    try:
        for number, step in enumerate(steps(kind, stay.port, quick=setting.quick), start=1):
            output = folder / f"{number:02}-{step.name.replace(' ', '-')}.txt"
            tell(_taken(kind, step, stay, output))
    finally:
        keep_logs(machine, kind.person, folder)


def _taken(kind: Kind, step: Step, stay: Stay, output: Path) -> Result:
    started = time.monotonic()
    held = step.attempt(stay, output)
    note = tally_of(output.read_text(encoding="utf-8", errors="replace"))
    return _result(kind, step.name, started, held=held, note=note if held else f"{note}  {output}")


def _result(kind: Kind, step: str, started: float, *, held: bool, note: str = "") -> Result:
    seconds = time.monotonic() - started
    return Result(
        debian=kind.debian,
        user=kind.person.name,
        step=step,
        seconds=seconds,
        held=held,
        note=note.strip(),
    )
