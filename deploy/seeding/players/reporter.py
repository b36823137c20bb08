"""The report on a whole project: one writes it, another reviews and publishes it."""

import re
from dataclasses import dataclass
from typing import Final

from deploy.seeding.cast import Stage
from deploy.seeding.script import Entered, Report
from shared.contracts.words import StaffRole

_HASH: Final = re.compile(r'name="hash" value="([^"]+)"')
_SEEN: Final = re.compile(r'name="seen" value="([^"]+)"')
_REPORTS: Final = "/fi/raportit"


@dataclass(frozen=True, slots=True)
class Reporter:
    """A reporter and a coordinator, on the pages of reports."""

    stage: Stage
    report: Report

    async def publish(self, project: str) -> None:
        """Enter what only forms tell, write the texts, have them read, and publish."""
        reporter = self.stage.staff[StaffRole.REPORTER]
        for each in self.report.entered:
            await self._enter(project, each)
        page = f"{_REPORTS}/hankkeet/{project}/{self.stage.script.first}"
        await self.stage.visits.post("reporting", f"{page}/aloita", {}, reporter)
        for part, texts in self.report.texts.items():
            for language, text in texts.items():
                written = {"text": text, "seen": "0"}
                at = f"{page}/teksti/{part}/{language}"
                await self.stage.visits.post("reporting", at, written, reporter)
        for step in ("tarkasta", "julkaise"):
            shown = await self.stage.visits.get("reporting", page, self.stage.coordinator)
            found = {"hash": "".join(_HASH.findall(shown.text)[:1])}
            await self.stage.visits.post(
                "reporting", f"{page}/{step}", found, self.stage.coordinator
            )
        self.stage.count("reports published")

    async def _enter(self, project: str, each: Entered) -> None:
        """One enters it from a form, and another confirms what they see."""
        page = f"{_REPORTS}/luvut/{project}/{self.stage.script.first}/{each.indicator}"
        typed = {f"count_{cell}" if cell else "count": str(n) for cell, n in each.counts.items()}
        fields = {**typed, "form": each.form}
        reporter = self.stage.staff[StaffRole.REPORTER]
        await self.stage.visits.post("reporting", page, fields, reporter)
        shown = await self.stage.visits.get("reporting", page, self.stage.coordinator)
        seen = {"seen": _SEEN.findall(shown.text)}
        confirm = f"{page}/vahvista"
        await self.stage.visits.post("reporting", confirm, seen, self.stage.coordinator)
        self.stage.count("figures entered by hand")
