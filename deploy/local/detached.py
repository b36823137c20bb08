"""Run a network in the background: `python -m deploy.local.detached FOLDER PORT`."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from typing_extensions import override

from deploy.local.folders import CLONE, Folders
from deploy.local.log_files import turn_over_long
from deploy.local.plan import Plan
from deploy.local.record import Network
from deploy.local.run_network import serve
from deploy.local.single_supervisor import AlreadyRunningError
from deploy.local.start_report import FileReporter, Line, reason_of

PROGRESS = "progress.jsonl"


def start_detached(plan: Plan) -> subprocess.Popen[bytes]:
    """Start the supervisor in a session of its own; it tells its progress in a file."""
    plan.folders.make()
    (plan.folders.run / PROGRESS).write_text("", encoding="utf-8")
    log = plan.folders.log / "supervisor.log"
    turn_over_long(log)
    with log.open("ab") as output:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "deploy.local.detached"),
                *(str(plan.folders.state), str(plan.port)),
            ],
            cwd=CLONE,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def plan_from_environment(folders: Folders, port: int) -> Plan:
    """Take the addresses of real servers from the environment, where given."""
    return Plan(
        folders,
        port,
        rabbit_url=os.environ.get("PORUKALLA_RABBIT_URL"),
        postgres_url=os.environ.get("PORUKALLA_POSTGRES_URL"),
    )


class LoggingReporter(FileReporter):
    """Tells the log, too, with the time."""

    @override
    def write(self, line: Line) -> None:
        """Write for whoever waits, and for whoever asks later."""
        super().write(line)
        if line.what != "began":
            told = (line.text, line.reason) if line.reason else (line.text,)
            print(datetime.now(UTC).isoformat(timespec="seconds"), line.what, *told, flush=True)


def main() -> None:
    """Serve until told to end."""
    plan = plan_from_environment(Folders(Path(sys.argv[1])), int(sys.argv[2]))
    reporter = LoggingReporter(plan.folders.run / PROGRESS)

    def started(network: Network) -> None:
        reporter.write(Line(what="ready", text=network.origin))

    try:
        serve(plan, reporter, started)
    except KeyboardInterrupt:
        reporter.said("stopped")
    except AlreadyRunningError as error:
        reporter.said(reason_of(error))
        sys.exit(1)


if __name__ == "__main__":
    main()
