"""The commands by name: each is a function in a module of its own.

A command's module imports typer and nothing heavy; what talks to brokers, databases or the
terminal is imported inside the function, so that `--help` and `status` stay quick.
"""

import logging
import sys

import typer

from deploy.cli import (
    activate,
    anchor,
    bench,
    definitions,
    doctor,
    down,
    erase,
    import_rows,
    indicators,
    keys,
    log,
    network,
    parked,
    partner,
    rebuild,
    replay,
    report,
    run_tests,
    seed,
    simulate,
    staff,
    status,
    up,
    verify,
    who_saw,
    why,
)

# Libraries that log an error they also raise would talk between our lines.
logging.getLogger().addHandler(logging.NullHandler())

app = typer.Typer(
    name="porukalla",
    help="Run a help network: on this machine, from one command.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they may hold personal data
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
)
app.command("up")(up.up)
app.command("down")(down.down)
app.command("status")(status.status)
app.command("activate")(activate.activate)
app.command("deactivate")(activate.deactivate)
app.command("seed")(seed.seed)
app.command("doctor")(doctor.doctor)
app.command("definitions")(definitions.definitions)
app.command("verify")(verify.verify)
app.command("anchor")(anchor.anchor)
app.command("who-saw")(who_saw.who_saw)
app.command("why")(why.why)
app.add_typer(import_rows.app, name="import")
app.add_typer(staff.app, name="staff")
app.add_typer(partner.app, name="partner")
app.add_typer(indicators.app, name="indicators")
app.add_typer(erase.app, name="erase")
app.add_typer(keys.app, name="keys")
app.add_typer(network.app, name="network")
app.add_typer(parked.app, name="parked")
app.add_typer(log.app, name="log")
app.command("rebuild")(rebuild.rebuild)
app.command("replay")(replay.replay)
app.add_typer(report.app, name="report")
app.add_typer(bench.app, name="bench")
app.command("simulate")(simulate.simulate)
app.command("test", context_settings=run_tests.PASS_ON)(run_tests.test)
