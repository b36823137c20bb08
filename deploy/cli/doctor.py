"""`porukalla doctor`: is this machine fit, and what to do where it is not."""

from datetime import datetime
from typing import Annotated

import typer

from deploy.cli.exits import Exit
from deploy.cli.options import State


def doctor(
    *,
    port: Annotated[int, typer.Option(help="The port that `up` would use.")] = 8080,
    state: State = None,
) -> None:
    """Say whether this machine is fit.

    Looks at Python, packages, servers, user, disk and port, and at which numbers of
    help lines nobody has rung; changes nothing.
    Lines are tab-separated: what, ok|note|problem, found, advice. Exit 1 when there is a problem.
    """
    from deploy.local.diagnosis import Patient, examine  # noqa: PLC0415  # see app.py
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from shared.clock import HELSINKI  # noqa: PLC0415  # see app.py

    sick = False
    today = datetime.now(HELSINKI).date()
    for symptom in examine(Patient(choose_folders(state), port, today)):
        sick = sick or symptom.grade == "problem"
        row = (symptom.what, symptom.grade, symptom.found, symptom.advice)
        print("\t".join(row).rstrip())
    raise typer.Exit(Exit.FAILED if sick else Exit.OK)
