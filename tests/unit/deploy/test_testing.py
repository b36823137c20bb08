"""What `./porukalla test` runs, and how it counts."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.bounded import Patience
from deploy.test_run import ROOT, Say, Tally, plan, read_tally, run_all, summary

REPORT = """<testsuites>
<testsuite tests="5" failures="1" errors="1" skipped="2"/>
<testsuite tests="2" failures="0" errors="0" skipped="0"/>
</testsuites>"""


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that is over already."""

    code: int
    name: str = "some"
    about: str = "a few tests"

    def carry_out(self, _patience: Patience, _say: Say) -> tuple[int, Tally]:
        return self.code, Tally(self.name, 0.0)


def patient() -> Patience:
    return Patience.of(minutes=60)


def test_without_arguments_every_folder_runs_once_and_what_measures_alone() -> None:
    without, with_servers, alone = plan([])

    assert "tests/unit" in without.words
    assert "tests/integration" in with_servers.words
    assert alone.words == ["tests/bench"]
    folders = [word for run in plan([]) for word in run.words if word.startswith("tests/")]
    there = {file.relative_to(ROOT).parts[1] for file in (ROOT / "tests").rglob("test_*.py")}
    assert sorted(folders) == sorted(f"tests/{folder}" for folder in there)


def test_options_go_to_every_run() -> None:
    assert [run.words[-2:] for run in plan(["-k", "outbox"])] == [["-k", "outbox"]] * 3


def test_a_named_path_is_all_that_runs() -> None:
    (run,) = plan(["-x", "tests/unit/deploy/test_testing.py::test_nothing"])

    assert run.words == ["-x", "tests/unit/deploy/test_testing.py::test_nothing"]


def test_the_report_is_counted_over_all_suites(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")

    tally = read_tally(report, "some", 1.0)

    assert (tally.passed, tally.failed, tally.skipped) == (3, 2, 2)


def test_a_run_that_left_no_report_has_failed(tmp_path: Path) -> None:
    assert read_tally(tmp_path / "none.xml", "some", 1.0).failed == 1


def test_the_last_line_counts_everything() -> None:
    lines = summary([Tally("one", 1.0, 4, 1, 1), Tally("two", 1.0, 3)])

    assert lines[-1] == "5 passed, 1 failed, 1 skipped"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([0, 0], 0),
        ([1, 0], 1),
        ([0, 2], 2),
        ([0, 5], 0),
        ([5, 0], 0),
        ([5, 5], 5),
        ([-9, 0], -9),
    ],
)
def test_the_code_is_that_of_the_run_that_failed(codes: list[int], expected: int) -> None:
    code, tallies = run_all([Ended(code) for code in codes], patient(), print)

    assert code == expected
    assert len(tallies) == len(codes)


def test_each_run_is_told_before_it_begins() -> None:
    said: list[str] = []

    run_all([Ended(0), Ended(0, about="the others")], patient(), said.append)

    assert said == ["1 of 2: a few tests", "2 of 2: the others"]


def test_a_run_for_which_no_time_is_left_has_failed() -> None:
    said: list[str] = []

    code, (tally,) = run_all([Ended(0)], Patience.of(minutes=0), said.append)

    assert (code, tally.failed) == (1, 1)
    assert said == ["1 of 1 is left out: a few tests"]
