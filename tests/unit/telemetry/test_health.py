"""Readiness from probes that lie, break and hang."""

import asyncio
import json

import pytest

from shared.telemetry.health import Degrading, Finding, Probe, Readiness, Report, Status


def seeing(status: Status, **detail: str | float) -> Probe:
    async def probe() -> Finding:
        return Finding(status, detail)

    return probe


async def breaking() -> Finding:
    raise ConnectionError


async def hanging() -> Finding:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        ([], "ok"),
        (["ok", "ok"], "ok"),
        (["ok", "degraded"], "degraded"),
        (["down", "degraded", "ok"], "down"),
    ],
)
async def test_the_worst_finding_wins(seen: list[Status], status: Status) -> None:
    probes = {str(number): seeing(item) for number, item in enumerate(seen)}

    assert (await Readiness(probes).report()).status == status


async def test_a_report_is_json_with_every_check() -> None:
    report = await Readiness({"outbox": seeing("degraded", unsent=7, oldest=31.5)}).report()

    assert json.loads(json.dumps(report.as_json())) == {
        "status": "degraded",
        "checks": {"outbox": {"status": "degraded", "detail": {"unsent": 7, "oldest": 31.5}}},
    }


async def test_a_probe_that_breaks_is_down_and_named_by_its_error() -> None:
    report = await Readiness({"postgres": breaking, "outbox": seeing("ok")}).report()

    assert report.checks["postgres"] == Finding("down", {"error": "ConnectionError"})
    assert report.checks["outbox"].status == "ok"


async def test_a_probe_that_hangs_is_down_and_holds_nobody_up() -> None:
    started = asyncio.get_running_loop().time()

    report = await Readiness({"a": hanging, "b": hanging, "c": seeing("ok")}, seconds=0.1).report()

    assert asyncio.get_running_loop().time() - started < 1.0
    assert report.checks["a"] == Finding("down", {"error": "timeout"})
    assert report.checks["c"].status == "ok"


@pytest.mark.parametrize("probe", [seeing("down"), breaking, hanging])
async def test_a_degrading_probe_never_takes_the_service_down(probe: Probe) -> None:
    report = await Readiness({"broker": Degrading(probe)}, seconds=0.05).report()

    assert report.status == "degraded"


async def test_a_degrading_probe_may_still_be_well() -> None:
    assert await Degrading(seeing("ok", queues=3))() == Finding("ok", {"queues": 3})


async def test_a_probe_that_ignores_cancelling_is_not_started_again() -> None:
    started, release = 0, asyncio.Event()

    async def stubborn() -> Finding:
        nonlocal started
        started += 1
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue
        return Finding("ok")

    readiness = Readiness({"postgres": stubborn}, seconds=0.02)
    reports = [await readiness.report() for _ in range(3)]

    assert [report.status for report in reports] == ["down"] * 3
    assert started == 1

    release.set()
    assert (await readiness.report()).status == "ok"


async def test_two_who_ask_at_once_share_the_answer() -> None:
    started = 0

    async def counting() -> Finding:
        nonlocal started
        started += 1
        await asyncio.sleep(0.01)
        return Finding("ok")

    readiness = Readiness({"postgres": counting})
    reports: list[Report] = list(await asyncio.gather(readiness.report(), readiness.report()))

    assert [report.status for report in reports] == ["ok", "ok"]
    assert started == 1
