"""What a start needs once is done by a process that ends, so that the supervisor stays small."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from deploy.local.first_answer import NotReadyError
from deploy.local.folders import CLONE
from deploy.local.helper import Helper, HelperEndedError
from deploy.local.start_report import ToldError, reason_of

HEAVY = "aio_pika", "fastapi", "httpx", "faststream", "services.intake", "deploy.local.preparation"
MISSING = ("intake",)


def own_pid(added: int) -> int:
    return os.getpid() + added


def fail() -> None:
    raise NotReadyError(*MISSING)


def end() -> None:
    os._exit(3)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.long
def test_errands_are_done_elsewhere_by_one_process_which_ends_with_them() -> None:
    with Helper() as helper:
        first, second = helper.do(own_pid, 0), helper.do(own_pid, added=0)

        assert first == second != os.getpid()

    assert not is_running(first)


@pytest.mark.long
def test_a_failed_errand_is_told_in_its_own_words_and_the_next_is_done() -> None:
    with Helper() as helper:
        with pytest.raises(ToldError) as told:
            helper.do(fail)

        assert reason_of(told.value) == reason_of(NotReadyError(*MISSING))
        assert helper.do(own_pid, 0)


@pytest.mark.long
def test_a_helper_that_died_is_told() -> None:
    with Helper() as helper, pytest.raises(HelperEndedError):
        helper.do(end)


@pytest.mark.long
def test_a_start_that_is_broken_off_waits_for_no_errand() -> None:
    pids, told = [], (threading.get_ident(), signal.SIGINT)

    def start() -> None:
        with Helper() as helper:
            pids.append(helper.do(own_pid, 0))
            threading.Timer(0.1, signal.pthread_kill, told).start()
            helper.do(time.sleep, 600)

    with pytest.raises(KeyboardInterrupt):
        start()

    assert not any(map(is_running, pids))


def test_the_supervisor_loads_no_service_and_none_of_their_libraries() -> None:
    code = f"import sys, deploy.local.detached; print([x for x in {HEAVY} if x in sys.modules])"

    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=CLONE, text=True)

    assert loaded.strip() == "[]"
