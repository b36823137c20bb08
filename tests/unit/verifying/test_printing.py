"""What a script and a person read of a verdict."""

import json

import pytest

from deploy.verifying.hops import Hop
from deploy.verifying.rules import Check, Verdict
from deploy.verifying.verdict_output import as_json_text, lines, print_verdict

VERDICT = Verdict(
    hops=(Hop("intake", "matching", "request.created", 5, 3, 1, 0, 1, 0),),
    checks=(Check("requests received", 0, detail="stored 5"), Check("once", 2, is_doubling=True)),
    waiting={"intake outbox": 4},
    foreign=1,
)


def test_lines_name_their_kind_and_end_with_the_totals() -> None:
    assert list(lines(VERDICT)) == [
        "hop\tintake\tmatching\trequest.created\t5\t3\t1\t0\t1\t0",
        "rule\trequests received\t0\tstored 5",
        "rule\tonce\t2\t",
        "waiting\tintake outbox\t4",
        "foreign\tparked messages that no service said\t1",
        "lost\t1",
        "unexpected\t0",
        "duplicated\t2",
        "broken_rules\t0",
    ]


def test_json_says_everything() -> None:
    said = json.loads(as_json_text(VERDICT))

    assert said["holds"] is False
    assert (said["lost"], said["duplicated"], said["foreign"]) == (1, 2, 1)
    assert said["waiting"] == {"intake outbox": 4}
    assert said["hops"][0]["lost"] == 1
    assert said["checks"][1] == {"rule": "once", "broken": 2, "is_doubling": True, "detail": ""}


def test_in_a_pipe_lines_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_verdict(VERDICT)

    assert capsys.readouterr().out.splitlines() == list(lines(VERDICT))
