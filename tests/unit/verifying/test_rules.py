"""Each rule holds on sound records and is broken by each kind of damage."""

import pytest

from deploy.verifying.hops import Hop
from deploy.verifying.rules import Check, Verdict, balance


def test_equal_accounts_balance() -> None:
    assert balance("requests", {"stored": 7, "counted": 7}).broken == 0


@pytest.mark.parametrize("counted", [5, 9])
def test_accounts_that_differ_either_way_do_not_balance(counted: int) -> None:
    check = balance("requests", {"stored": 7, "announced": 7, "counted": counted})

    assert check.broken == 2
    assert check.detail == f"stored 7, announced 7, counted {counted}"


def hop(lost: int = 0, unexpected: int = 0) -> Hop:
    return Hop("intake", "matching", "request.created", 9, 9, 0, 0, lost, unexpected)


def test_a_sound_verdict_holds() -> None:
    verdict = Verdict((hop(),), (Check("rule", 0),), {}, foreign=1)

    assert verdict.holds
    assert (verdict.lost, verdict.unexpected, verdict.duplicated, verdict.wrong) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("verdict", "figures"),
    [
        (Verdict((hop(lost=1), hop(lost=2)), (), {}), (3, 0, 0, 0)),
        (Verdict((hop(unexpected=2),), (), {}), (0, 2, 0, 0)),
        (Verdict((), (Check("effects", 4, is_doubling=True),), {}), (0, 0, 4, 0)),
        (Verdict((), (Check("requests", 4), Check("versions", 2)), {}), (0, 0, 0, 2)),
        (Verdict((hop(),), (), {"intake outbox": 3}), (0, 0, 0, 0)),
    ],
)
def test_each_kind_of_damage_breaks_the_verdict(
    verdict: Verdict, figures: tuple[int, int, int, int]
) -> None:
    assert not verdict.holds
    assert (verdict.lost, verdict.unexpected, verdict.duplicated, verdict.wrong) == figures


def test_what_waits_for_a_mail_server_can_be_proven_but_has_not_come_to_rest() -> None:
    verdict = Verdict((hop(),), (), {}, undelivered={"letters that have not left": 1})

    assert verdict.is_sound
    assert not verdict.holds
