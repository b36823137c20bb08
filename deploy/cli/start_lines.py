"""Watch a start that happens in the background, by the lines its supervisor writes."""

import time
from pathlib import Path
from subprocess import Popen

from deploy.local.detached import PROGRESS
from deploy.local.folders import Folders
from deploy.local.record import Network, running_network
from deploy.local.single_supervisor import supervisor_of
from deploy.local.start_report import Line, Reporter, pass_on

_LOOK_SECONDS = 0.1


def follow(process: Popen[bytes], folders: Folders, reporter: Reporter) -> bool:
    """Pass on what the supervisor says until it is ready (True) or ended (False)."""
    file, seen = folders.run / PROGRESS, 0
    while True:
        ended = process.poll() is not None
        lines = _lines(file)
        for line in lines[seen:]:
            if line.what == "ready":
                return True
            pass_on(line, reporter)
        seen = len(lines)
        if ended:
            return False
        time.sleep(_LOOK_SECONDS)


def wait_for(folders: Folders) -> Network | None:
    """Wait for a start that somebody else began; None when it did not succeed."""
    while supervisor_of(folders) is not None:
        network = running_network(folders)
        if network is not None and network.is_ready:
            return network
        time.sleep(_LOOK_SECONDS)
    return None


def _lines(file: Path) -> list[Line]:
    text = file.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    return [Line.model_validate_json(line) for line in whole.splitlines()]
