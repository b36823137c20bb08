"""Each rule holds on sound records and is broken by each kind of damage."""

from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from deploy.verifying.hops import Hop
from deploy.verifying.rules import Check, Verdict, VersionRange, balance, gapless, once


def versions(subject: str, *found: int) -> VersionRange:
    return VersionRange(subject, min(found), max(found), len(found), sum(found))


def test_equal_accounts_balance() -> None:
    assert balance("requests", {"stored": 7, "counted": 7}).broken == 0


@pytest.mark.parametrize("counted", [5, 9])
def test_accounts_that_differ_either_way_do_not_balance(counted: int) -> None:
    check = balance("requests", {"stored": 7, "announced": 7, "counted": counted})

    assert check.broken == 2
    assert check.detail == f"stored 7, announced 7, counted {counted}"


def test_things_that_happened_once_are_fine() -> None:
    assert once("effects", {"a": 1, "b": 1}).broken == 0
    assert once("effects", {}).broken == 0


def test_each_repetition_counts_and_is_named() -> None:
    check = once("live assignments", {"a": 1, "b": 2, "c": 3})

    assert (check.broken, check.is_doubling, check.detail) == (3, True, "b, c")


def test_versions_from_one_on_are_gapless() -> None:
    assert gapless("versions", [versions("request/1", 1, 2, 3), versions("match/1", 1)]).broken == 0


@pytest.mark.parametrize("found", [(1, 3), (2, 3), (1, 2, 2), (1, 3, 3), (1, 1)])
def test_a_gap_a_late_start_and_a_repetition_are_found(found: tuple[int, ...]) -> None:
    check = gapless("versions", [versions("request/1", *found), versions("request/2", 1)])

    assert (check.broken, check.detail) == (1, "request/1")


def test_services_may_share_a_subject() -> None:
    asked, answered = versions("notification/1", 1), versions("notification/1", 2)

    assert gapless("versions", [answered, asked]).broken == 0
    assert gapless("versions", [answered]).broken == 1
    assert gapless("versions", [asked, asked, answered]).broken == 1


def test_of_a_subject_from_before_the_watermark_the_first_versions_may_be_gone() -> None:
    old, new = uuid7(), uuid7()
    before = UUID(int=old.int + (1 << 80))
    later = UUID(int=new.int + (1 << 90))

    assert gapless("versions", [versions(f"request/{old}", 3, 4)], before).broken == 0
    assert gapless("versions", [versions(f"request/{old}", 3, 5)], before).broken == 1
    assert gapless("versions", [versions(f"request/{old}", 3, 3)], before).broken == 1
    assert gapless("versions", [versions(f"request/{later}", 3, 4)], before).broken == 1


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
