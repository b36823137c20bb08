"""One network started, looked at, hurt and stopped by commands, as its operator would.

A test that needs it starts it where it does not run; in this order three starts are enough.
"""

import asyncio
import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from deploy.cli.exits import Exit
from deploy.local.folders import Folders
from deploy.local.ports import free_port
from deploy.local.processes import mark_of
from deploy.local.single_supervisor import supervisor_of
from deploy.machines.sockets import described, listeners
from deploy.watching.look import look, view_of
from tests.support.deploy.commands import Operator, still_there
from tests.support.deploy.family import family_of
from tests.support.servers import temporary_folder

pytestmark = pytest.mark.timeout(400)
KEPT = ("rabbit", "postgres", "catcher", "intake", "matching", "notify", "reporting", "caddy")


@pytest.fixture(scope="module")
def place() -> Iterator[Operator]:
    """Give an operator with a folder and a port."""
    with temporary_folder() as folder:
        operator = Operator(folder / "state", free_port())
        yield operator
        operator.run("down")


@pytest.fixture(scope="module")
def announced(place: Operator) -> list[str]:
    """Give what a start in the background says after its first line; there is data from now on."""
    return place.up().stdout.splitlines()[1:]


@pytest.fixture
def operator(place: Operator, announced: list[str]) -> Operator:
    """Give an operator whose network runs, started by whichever test comes first."""
    assert announced
    started = place.up()
    assert started.returncode == Exit.OK, started.stderr
    return place


def until(happened: Callable[[], bool], seconds: float = 90.0) -> None:
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.3)


def until_well(operator: Operator) -> None:
    """Look as `status` does, without a process for each look, until `status` says so, too."""
    until(lambda: asyncio.run(look(view_of(operator.network))).verdict == "ok")
    until(lambda: status_of(operator) == Exit.OK)


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def status_of(operator: Operator) -> int:
    return operator.run("status", "--json").returncode


def same_of(before: Mapping[str, int], now: Mapping[str, int]) -> set[str]:
    """Give the names of those that have not been started anew, or are not running again yet."""
    return {name for name, pid in before.items() if now.get(name, pid) == pid}


def test_whoever_starts_it_at_the_same_time_waits_for_the_same_network(place: Operator) -> None:
    place.run("down")
    with ThreadPoolExecutor() as two:
        first = two.submit(place.up)
        until(lambda: supervisor_of(Folders(place.state)) is not None)
        second = two.submit(place.up)

    assert [start.result().returncode for start in (first, second)] == [Exit.OK, Exit.OK]
    assert "is being started already" in second.result().stderr
    assert first.result().stdout.splitlines()[1:] == second.result().stdout.splitlines()[1:]


def test_a_second_start_says_that_it_runs_and_where(operator: Operator) -> None:
    before = operator.pids()

    again = operator.up()

    assert again.returncode == Exit.OK
    assert "runs already" in again.stdout
    assert f"http://localhost:{operator.port}/fi" in again.stdout
    assert re.search(r"coordinator +demo-koordinaattori +\S{12,}", again.stdout)
    assert operator.pids() == before


def test_everything_that_was_announced_answers(operator: Operator) -> None:
    said = operator.up().stdout
    pages = re.findall(r"http://\S+", said)

    with httpx.Client(follow_redirects=True, trust_env=False, timeout=20) as client:
        answers = {page: client.get(page).status_code for page in pages}

    assert len(answers) == 5
    assert set(answers.values()) == {200}


def test_a_healthy_network_is_ok_in_json_and_in_a_pipe(operator: Operator) -> None:
    until_well(operator)

    told = json.loads(operator.run("status", "--json").stdout)
    lines = operator.run("status").stdout.splitlines()

    assert (told["verdict"], told["troubles"]) == ("ok", [])
    assert {one["name"]: one["ready"] for one in told["services"]} == dict.fromkeys(
        ("intake", "matching", "notify", "reporting"), "ok"
    )
    assert all(queue["consumers"] > 0 and queue["parked"] == 0 for queue in told["queues"])
    assert lines[0].startswith("verdict\tok\thttp://localhost")


def test_nothing_of_ours_listens_beyond_this_machine(operator: Operator) -> None:
    ours = {str(pid) for root in operator.pids().values() for pid in family_of(root)}

    found = list(listeners(Path("/proc"), ours))

    assert len(found) >= len(operator.ports())
    assert described(one for one in found if not one[0].is_private) == ""


def test_the_demo_is_not_added_twice(operator: Operator) -> None:
    again = operator.run("seed")

    assert (again.returncode, again.stdout) == (Exit.OK, "nothing to add\n")


def test_a_killed_service_runs_again_and_it_is_told(operator: Operator) -> None:
    first = operator.pids()["notify"]

    os.kill(first, signal.SIGKILL)
    until(lambda: "notify" not in same_of({"notify": first}, operator.pids()))
    until_well(operator)

    log = (operator.state / "log" / "supervisor.log").read_text(encoding="utf-8")
    assert "notify ended; starting again in 0.5 s" in log
    told = json.loads(operator.run("status", "--json").stdout)
    assert next(one for one in told["services"] if one["name"] == "notify")["restarts"] == 1


def test_killed_servers_come_back_and_everything_is_well_again(operator: Operator) -> None:
    before = operator.pids()

    for name in ("rabbit", "postgres"):
        os.kill(before[name], signal.SIGKILL)

    until(lambda: not {"rabbit", "postgres"} & same_of(before, operator.pids()))
    until_well(operator)


def test_a_frozen_service_is_degraded_and_its_pages_say_whom_to_call(operator: Operator) -> None:
    pid = operator.pids()["reporting"]
    os.kill(pid, signal.SIGSTOP)
    try:
        looked = operator.run("status")
    finally:
        os.kill(pid, signal.SIGCONT)

    assert looked.returncode == Exit.DEGRADED
    assert "trouble\treporting is unreachable" in looked.stdout
    until_well(operator)


def test_no_secret_is_in_a_log(operator: Operator) -> None:
    secrets = [file.read_text(encoding="utf-8") for file in (operator.state / "secrets").iterdir()]
    logs = [file.read_text(encoding="utf-8") for file in (operator.state / "log").iterdir()]

    assert len(secrets) >= 15
    assert not [part for secret in secrets for part in secret.split() if part in "".join(logs)]


def test_stopping_leaves_no_process_and_no_port(operator: Operator) -> None:
    pids, ports = operator.pids(), operator.ports()

    stopped = operator.run("down")

    assert (stopped.returncode, stopped.stdout) == (Exit.OK, "stopped\n")
    assert set(pids) == {*KEPT, "supervisor"}
    assert still_there(pids, ports) == []
    assert status_of(operator) == Exit.UNREACHABLE


def test_a_start_in_the_foreground_finds_the_data_and_ends_with_an_interrupt(
    place: Operator, announced: list[str], tmp_path: Path
) -> None:
    place.run("down")
    said, progress = tmp_path / "said", tmp_path / "progress"

    with place.in_the_foreground(said, progress) as command:
        until(lambda: len(lines_of(said)) == 1 + len(announced))
        seeded = place.run("seed")
        pids, ports = place.pids(), place.ports()
        command.send_signal(signal.SIGINT)
        code = command.wait(90)

    assert lines_of(said) == ["Porukalla runs; Ctrl+C ends it", *announced]
    assert seeded.stdout == "nothing to add\n"
    assert code == Exit.INTERRUPTED
    assert lines_of(progress)[-1] == "stopping"
    assert still_there(pids, ports) == []


def test_a_killed_supervisor_leaves_no_process_and_no_port(operator: Operator) -> None:
    pids, ports = operator.pids(), operator.ports()

    os.kill(pids["supervisor"], signal.SIGKILL)

    until(lambda: still_there(pids, ports) == [])
    assert set(pids) == {*KEPT, "supervisor"}
    assert status_of(operator) == Exit.UNREACHABLE


def test_a_port_that_is_taken_is_told_and_nothing_is_left() -> None:
    with temporary_folder() as folder:
        import socket  # noqa: PLC0415  # only this test opens one

        operator = Operator(folder / "state", free_port())
        with socket.create_server(("127.0.0.1", operator.port)):
            refused = operator.up()

        assert refused.returncode == Exit.FAILED
        assert "choose another one with --port" in refused.stderr
        assert mark_of(operator.supervisor) is None
