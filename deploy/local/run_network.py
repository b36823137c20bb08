"""Run a network until somebody asks it to end: in a terminal, or in the background."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from deploy.local.folders import Folders
from deploy.local.housekeeping import (
    EACH_HOUR,
    Housekeeping,
    anchor_by_command,
    prove_by_command,
)
from deploy.local.plan import Plan
from deploy.local.processes import end_remembered
from deploy.local.record import Network, forget_network
from deploy.local.single_supervisor import alone
from deploy.local.stack import Stack
from deploy.local.start_report import Reporter

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(plan: Plan, reporter: Reporter, started: Callable[[Network], None]) -> None:
    """Start, call `started`, and wait for SIGINT, SIGTERM or SIGHUP; then stop everything.

    Raises AlreadyRunningError, what kept a step from succeeding, or KeyboardInterrupt.
    """
    plan.folders.make()
    with alone(plan.folders), _endings_interrupt():
        end_leftovers(plan.folders)
        stack = Stack(plan, reporter)
        try:
            stack.start()
            started(stack.network)
            chores = Housekeeping(plan.folders, reporter, prove_by_command, anchor_by_command)
            while True:
                time.sleep(EACH_HOUR)
                chores.look_after()
        finally:
            for ending in _ENDINGS:
                signal.signal(ending, signal.SIG_IGN)
            reporter.said("stopping")
            stack.stop()


def end_leftovers(folders: Folders) -> bool:
    """End what a killed supervisor left, recognised by pid and start; True when there was any."""
    found = [end_remembered(memory) for memory in _memories(folders)]
    forget_network(folders)
    return any(found)


def _memories(folders: Folders) -> list[Path]:
    """List the files in which processes are remembered, the servers' last."""
    servers = (folders.rabbit / "running", folders.rabbit / "mapper", folders.postgres / "running")
    return [*folders.run.glob("*.process"), *(file for file in servers if file.exists())]


@contextmanager
def _endings_interrupt() -> Iterator[None]:
    """Let every polite ending interrupt us as Ctrl+C does."""
    before = {ending: signal.signal(ending, _interrupt) for ending in _ENDINGS}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
