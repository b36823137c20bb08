"""Run what a service does in the background: one supervisor for every loop."""

from shared.loops.due_rows import Do, DoMany, Due, DueRows, StuckRowsError
from shared.loops.loop import EACH_SECOND, MORE, Loop, Pauses, Round, drain, probes_of
from shared.loops.setbacks import PostgresSetbacks, Setbacks
from shared.loops.supervisor import LoopDiedError, supervised
from shared.loops.watch import Limits, RoundTooLongError

__all__ = [
    "EACH_SECOND",
    "MORE",
    "Do",
    "DoMany",
    "Due",
    "DueRows",
    "Limits",
    "Loop",
    "LoopDiedError",
    "Pauses",
    "PostgresSetbacks",
    "Round",
    "RoundTooLongError",
    "Setbacks",
    "StuckRowsError",
    "drain",
    "probes_of",
    "supervised",
]
