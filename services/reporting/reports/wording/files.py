"""Which files a published report is handed out as, and what each of them is made from."""

import json
from typing import Final
from uuid import UUID

from services.reporting.jobs.model import Wanted
from services.reporting.reports.model.report import ReportId
from services.reporting.reports.use_cases.read import Reading
from services.reporting.reports.wording.document import SIMULATED, file_name
from shared.contracts.words import Language

KIND: Final = "report"
ENDINGS: Final = (".pdf", ".xlsx", "-csv.zip", ".json")


def wanted_of(reading: Reading, language: Language) -> Wanted:
    """Say which files are wanted of an edition; the same edition always has the same."""
    content = reading.content
    stamp = f"{SIMULATED}-" if content.paid.simulated else ""
    name = stamp + file_name(content, language)
    what = json.dumps([str(reading.stored.report.id), content.edition, language])
    return Wanted(KIND, what, tuple(name + ending for ending in ENDINGS))


def edition_in(what: str) -> tuple[ReportId, int, Language]:
    """Read which edition, and in which language."""
    report_id, edition, language = json.loads(what)
    return ReportId(UUID(report_id)), edition, Language(language)
