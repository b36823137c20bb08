"""A test that hangs is named, and nothing of it stays alive."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from deploy.bounded import MARK, Bounded, Patience, marked
from deploy.local.processes import mark_of
from deploy.test_run import Run, Tally

HANGING = """
import signal, subprocess, sys, time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SLEEP = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]


@pytest.fixture
def torn_down():
    yield
    (HERE / "torn_down").touch()


def test_that_ends():
    pass


def test_that_hangs(torn_down):
    # one of its own, and one like a supervisor in the background
    children = [subprocess.Popen(SLEEP), subprocess.Popen(SLEEP, start_new_session=True)]
    {stubborn}
    (HERE / "half").write_text(" ".join(str(child.pid) for child in children))
    (HERE / "half").rename(HERE / "begun")
    while True:
        time.sleep(600)
"""
STUBBORN = "signal.signal(signal.SIGINT, signal.SIG_IGN)"


@dataclass
class Place:
    """A folder with a test that hangs, and what was said while it ran."""

    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def begun(self) -> Path:
        return self.folder / "begun"

    @property
    def was_torn_down(self) -> bool:
        return (self.folder / "torn_down").exists()

    def children(self) -> list[int]:
        return [int(pid) for pid in self.begun.read_text(encoding="utf-8").split()]

    def run(
        self, happens: Callable[[Patience], None], *, body: str = "", grace: float = 60.0
    ) -> tuple[int, Tally]:
        """Run the test that hangs; something happens to the patience once it has begun."""
        file = self.folder / "test_hanging.py"
        file.write_text(HANGING.format(stubborn=body), encoding="utf-8")
        words = ["-p", "no:cacheprovider", f"--rootdir={self.folder}", str(file)]
        patience = Patience.of(minutes=5)
        watch = Thread(target=self._once_begun, args=(happens, patience), daemon=True)
        watch.start()
        run = Run("hanging", "a test that hangs", words, self.folder, grace)
        return run.carry_out(patience, self.said.append)

    def _once_begun(self, happens: Callable[[Patience], None], patience: Patience) -> None:
        while not self.begun.exists():
            time.sleep(0.05)
        happens(patience)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Give a folder whose tests load no plugin that only costs time here."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return Place(tmp_path)


def the_time_is_up(patience: Patience) -> None:
    patience.until = time.monotonic()


@pytest.mark.long
def test_at_the_limit_the_test_that_runs_is_named_and_everything_is_ended(place: Place) -> None:
    code, tally = place.run(the_time_is_up)

    assert code != 0
    assert (tally.tests, tally.passed, tally.failed) == (2, 1, 1)
    (said,) = place.said
    assert "Cut off: the 5 minutes are over" in said
    assert "test_hanging.py::test_that_hangs\n" in said
    assert "test_that_ends" not in said
    assert place.was_torn_down
    assert [mark_of(pid) for pid in place.children()] == [None, None]


@pytest.mark.long
def test_what_will_not_end_is_killed(place: Place) -> None:
    code, tally = place.run(the_time_is_up, body=STUBBORN, grace=0.5)

    assert (code, tally.failed) == (-signal.SIGKILL, 1)
    assert not place.was_torn_down
    assert [mark_of(pid) for pid in place.children()] == [None, None]


@pytest.mark.long
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_as_the_limit_does(place: Place, ending: signal.Signals) -> None:
    code, tally = place.run(lambda patience: patience.heard.append(ending))

    assert (code != 0, tally.failed) == (True, 1)
    assert f"Cut off: {ending.name} came" in place.said[0]
    assert "test_that_hangs" in place.said[0]
    assert place.was_torn_down
    assert [mark_of(pid) for pid in place.children()] == [None, None]


@pytest.mark.long
def test_a_second_signal_ends_the_waiting(place: Place) -> None:
    def twice(patience: Patience) -> None:
        patience.heard.append(signal.SIGINT)
        while not place.said:
            time.sleep(0.05)
        time.sleep(0.3)
        patience.heard.append(signal.SIGINT)

    code, _ = place.run(twice, body=STUBBORN, grace=600)

    assert code == -signal.SIGKILL


def test_signals_are_noted_while_somebody_listens() -> None:
    patience = Patience.of(minutes=5)
    before = signal.getsignal(signal.SIGTERM)

    with patience.listening():
        signal.raise_signal(signal.SIGTERM)

    assert patience.heard == [signal.SIGTERM]
    assert patience.is_over()
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_runs_within_another_carries_both_marks(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    code = f"import os; open({str(seen)!r}, 'w').write(os.environ[{MARK!r}])"
    words = [sys.executable, "-S", "-c", code]

    Bounded(words, tmp_path, {MARK: "outer"}).carry_out(Patience.of(minutes=5), lambda: None)

    outer, inner = seen.read_text(encoding="utf-8").split()
    assert (outer, len(inner)) == ("outer", 32)
    assert marked(inner) == []


def test_whoever_does_not_belong_to_the_command_is_left_alone(tmp_path: Path) -> None:
    words = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]
    stranger = subprocess.Popen(words)
    try:
        ended = Bounded([sys.executable, "-S", "-c", ""], tmp_path, {}).carry_out(
            Patience.of(minutes=5), lambda: None
        )

        assert (ended.code, ended.in_time) == (0, True)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
