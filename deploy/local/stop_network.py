"""End a network from outside its supervisor."""

import os
import signal
from enum import Enum

from deploy.local.folders import Folders
from deploy.local.processes import until_ended
from deploy.local.run_network import end_leftovers
from deploy.local.single_supervisor import supervisor_of


class Outcome(Enum):
    """How it went, in words."""

    STOPPED = "stopped"
    NOTHING = "nothing runs"
    LEFTOVERS = "ended what a killed supervisor had left"
    KILLED = "did not stop in time and was killed"


def stop_network(folders: Folders, seconds: float) -> Outcome:
    """Ask the supervisor to stop everything, and end what is left after `seconds`."""
    supervisor = supervisor_of(folders)
    if supervisor is None:
        return Outcome.LEFTOVERS if end_leftovers(folders) else Outcome.NOTHING
    pid = int(supervisor.split()[0])
    os.kill(pid, signal.SIGTERM)
    try:
        until_ended(pid, supervisor, seconds)
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        until_ended(pid, supervisor)
        end_leftovers(folders)
        return Outcome.KILLED
    return Outcome.STOPPED
