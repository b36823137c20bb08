"""Real child processes, kept, killed, held and stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.local.kept_process import Keeper
from deploy.local.processes import mark_of
from deploy.local.program import Program
from deploy.local.supervisor import Supervisor
from tests.support.deploy.programs import STUBBORN, Heard, program

ROOT = Path(__file__).parents[3]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def supervisor(heard: Heard) -> Iterator[Supervisor]:
    supervisor = Supervisor(heard)
    yield supervisor
    supervisor.stop()


def until(happened: Callable[[], bool], seconds: float = 15.0) -> None:
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    return mark_of(pid) is None


def keep(supervisor: Supervisor, folder: Path) -> Keeper:
    supervisor.keep({"child": program(folder, "child")})
    return supervisor.keepers["child"]


def pid_of(keeper: Keeper) -> int:
    assert keeper.pid is not None
    return keeper.pid


@pytest.mark.long
def test_a_process_that_ends_is_started_again_and_it_is_said(
    supervisor: Supervisor, heard: Heard, tmp_path: Path
) -> None:
    keeper = keep(supervisor, tmp_path)
    first = pid_of(keeper)

    os.kill(first, signal.SIGKILL)
    until(lambda: keeper.restarts == 1 and keeper.state == "running")

    assert pid_of(keeper) != first
    assert heard.texts == ["child ended; starting again in 0.5 s", "child runs again"]


def test_a_kill_waits_until_the_process_has_ended(supervisor: Supervisor, tmp_path: Path) -> None:
    keeper = keep(supervisor, tmp_path)
    first = pid_of(keeper)

    keeper.kill()

    assert is_gone(first)


@pytest.mark.parametrize("kill", [True, False])
def test_a_held_process_stays_down_until_it_is_released(
    supervisor: Supervisor, tmp_path: Path, kill: bool
) -> None:
    keeper = keep(supervisor, tmp_path)
    first = pid_of(keeper)

    keeper.hold(kill=kill)

    assert (keeper.state, keeper.pid, is_gone(first)) == ("held", None, True)
    keeper.release()
    assert pid_of(keeper) != first


def test_groups_stop_in_reverse_order(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.keep({"server": program(tmp_path, "server")})
    noting = (
        "import signal, sys, time\n"
        "def end(*_): open('order', 'a').write('{0} '); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "open('{0}', 'w').close()\n"
        "time.sleep(600)"
    )
    for name in ("first", "second"):
        supervisor.keep({name: program(tmp_path, name, noting.format(name))})
    until(lambda: (tmp_path / "first").exists() and (tmp_path / "second").exists())

    supervisor.stop()

    assert (tmp_path / "order").read_text(encoding="utf-8") == "second first "
    assert supervisor.keepers == {}


@pytest.mark.long
def test_a_process_that_will_not_stop_is_killed_after_its_grace(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.keep({"child": program(tmp_path, "child", STUBBORN, grace=0.3)})
    pid = pid_of(supervisor.keepers["child"])
    time.sleep(0.2)

    supervisor.stop()

    assert is_gone(pid)


@pytest.mark.long
def test_stopping_does_not_wait_for_a_pause_to_pass(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.keep({"child": program(tmp_path, "child", "pass")})
    keeper = supervisor.keepers["child"]
    until(lambda: keeper.restarts == 2)

    began = time.monotonic()
    supervisor.stop()

    assert time.monotonic() - began < 1.0
    assert keeper.state == "stopped"


def test_what_cannot_be_started_at_all_is_an_error_at_once(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    nowhere = Program(["true"], tmp_path / "nowhere", tmp_path / "log", tmp_path / "process")
    good = program(tmp_path, "good")

    with pytest.raises(FileNotFoundError):
        supervisor.keep({"good": good, "nowhere": nowhere})

    supervisor.stop()
    assert not good.is_running()


def test_output_goes_to_a_log_that_is_turned_over_when_it_has_grown(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    log = tmp_path / "child.log"
    log.write_bytes(b"x" * 6_000_000)

    supervisor.keep(
        {"child": program(tmp_path, "child", "print('new'); import time; time.sleep(600)")}
    )

    assert (tmp_path / "child.log.1").stat().st_size == 6_000_000
    assert log.stat().st_size < 1000


def test_a_killed_supervisor_leaves_no_process(tmp_path: Path) -> None:
    code = (
        "import time\n"
        "from pathlib import Path\n"
        "from deploy.local.supervisor import Supervisor\n"
        "from tests.support.deploy.programs import Heard, program\n"
        "supervisor = Supervisor(Heard())\n"
        f"supervisor.keep({{'child': program(Path({str(tmp_path)!r}), 'child')}})\n"
        "print(supervisor.keepers['child'].pid, flush=True)\n"
        "time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as supervisor:
        try:
            assert supervisor.stdout is not None
            child = int(supervisor.stdout.readline())
            assert not is_gone(child)
        finally:
            supervisor.kill()

    until(lambda: is_gone(child))


@pytest.mark.long
def test_a_process_is_kept_also_when_nobody_can_be_told(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise OSError

    supervisor = Supervisor(fail)
    keeper = keep(supervisor, tmp_path)

    os.kill(pid_of(keeper), signal.SIGKILL)
    until(lambda: keeper.restarts == 1 and keeper.state == "running")

    supervisor.stop()
