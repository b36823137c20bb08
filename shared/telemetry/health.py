"""Is the service fit to take traffic? Probes ask at once, and none may hang the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["ok", "degraded", "down"]

PROBE_SECONDS = 2.0
_ORDER: tuple[Status, ...] = ("ok", "degraded", "down")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one probe saw; `detail` holds figures and words for an operator, never a value."""

    status: Status
    detail: Mapping[str, str | int | float] = field(default_factory=dict)


Probe = Callable[[], Awaitable[Finding]]


@dataclass(frozen=True, slots=True)
class Degrading:
    """A probe whose worst is "degraded", even when it hangs: the service can work without."""

    probe: Probe

    async def __call__(self) -> Finding:
        """Ask, and soften."""
        finding = await self.probe()
        return Finding("degraded", finding.detail) if finding.status == "down" else finding


@dataclass(frozen=True, slots=True)
class Report:
    """All findings by name; the worst one is the service's status."""

    checks: Mapping[str, Finding]

    @property
    def status(self) -> Status:
        """Worst wins; no checks is ok."""
        return max((item.status for item in self.checks.values()), key=_ORDER.index, default="ok")

    def as_json(self) -> dict[str, object]:
        """Give the body of /health/ready."""
        checks = {
            name: {"status": item.status, "detail": dict(item.detail)}
            for name, item in self.checks.items()
        }
        return {"status": self.status, "checks": checks}


@dataclass(frozen=True, slots=True)
class Readiness:
    """Asks every probe at once, each for at most `seconds`.

    A probe that does not heed cancelling is left behind and not started a second time, so that
    repeated asking cannot pile up work on a server that is stuck.
    """

    probes: Mapping[str, Probe]
    seconds: float = PROBE_SECONDS
    _asked: dict[str, asyncio.Task[Finding]] = field(default_factory=dict, init=False, repr=False)

    async def report(self) -> Report:
        """Collect the findings; never raises and never takes longer than `seconds`."""
        findings = await asyncio.gather(*map(self._ask, self.probes))
        return Report(dict(zip(self.probes, findings, strict=True)))

    async def _ask(self, name: str) -> Finding:
        task = self._asked.get(name)
        if task is None or task.done():
            task = asyncio.create_task(_run(self.probes[name]), name=f"probe {name}")
            self._asked[name] = task
        await asyncio.wait({task}, timeout=self.seconds)
        if task.done() and not task.cancelled():
            return task.result()
        task.cancel()
        worst: Status = "degraded" if isinstance(self.probes[name], Degrading) else "down"
        return Finding(worst, {"error": "timeout"})


async def _run(probe: Probe) -> Finding:
    try:
        return await probe()
    except Exception as error:  # noqa: BLE001  # whatever broke, the answer is a finding
        worst: Status = "degraded" if isinstance(probe, Degrading) else "down"
        return Finding(worst, {"error": type(error).__name__})
