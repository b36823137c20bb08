"""A report as one document in a reader's language: page and files are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.reporting.documents.model import Column, Document, Kind, Picture, Section, Table
from services.reporting.reports.model.content import Content, Names
from services.reporting.reports.model.report import Edition, Part, Place
from services.reporting.reports.use_cases.read import Reading
from services.reporting.reports.wording.told import (
    in_language,
    is_apart,
    key_tables,
    name_of,
    table_of,
)
from services.reporting.reports.wording.values import ReportWording
from shared.clock import local_day
from shared.contracts.words import Language

SIMULATED: Final = "SIMULAATIO"
"""Across all of what is no evidence, in every language."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a document is made of: what it says, its hash, and how far it is."""

    content: Content
    hash: str
    edition: Edition | None
    emblems: Sequence[Picture] = ()

    @property
    def is_published(self) -> bool:
        """Say whether everybody may have it."""
        return bool(self.edition and self.edition.published_at)


def made_of(reading: Reading) -> Made:
    """Give what its document is made of."""
    funder = reading.stored.project.paid_by
    says = funder.name[Language.FINNISH]
    picture = Picture(funder.emblem.content, funder.emblem.kind, says)
    return Made(reading.content, reading.hash, reading.edition, (picture,))


def document_of(made: Made, wording: ReportWording) -> Document:
    """Make the document."""
    content = made.content
    return Document(
        name=file_name(content, wording.language),
        title=title_of(content, wording),
        words=wording.of_documents,
        facts=_facts(made, wording),
        sections=[_section(part, content, wording) for part in Part],
        notes=_notes(content, wording),
        stamp=_stamp(made, wording),
        sentences=[in_language(content.paid.sentence, wording)],
        emblems=made.emblems,
    )


def file_name(content: Content, language: Language) -> str:
    """Name its files: what, of which days, which version, in which language."""
    which = content.which
    days = f"{which.first.isoformat()}_{which.last.isoformat()}"
    return f"{which.project}_{days}_v{content.edition}_{language}"


def title_of(content: Content, wording: ReportWording) -> str:
    """Name it."""
    days = wording.days(content.which.first, content.which.last)
    return wording.text("report.of", name=in_language(content.paid.names, wording), days=days)


def _stamp(made: Made, wording: ReportWording) -> str:
    if made.content.paid.simulated:
        return SIMULATED
    return "" if made.is_published else wording.text("report.draft")


def _facts(made: Made, wording: ReportWording) -> list[tuple[str, str]]:
    content, paid = made.content, made.content.paid
    number = wording.text("report.numbered", number=content.number, edition=content.edition)
    said = {
        "project": f"{in_language(paid.names, wording)} ({paid.code})",
        "funder": f"{in_language(paid.funder, wording)} ({paid.funding_code})",
        "period": wording.days(content.which.first, content.which.last),
        "number": number,
        "state": _state(made, wording),
        "reason": content.reason,
        "hash": made.hash,
        "simulated": wording.text("report.simulated") if paid.simulated else "",
    }
    return [(wording.text(f"report.fact.{what}"), value) for what, value in said.items() if value]


def _state(made: Made, wording: ReportWording) -> str:
    edition = made.edition
    if edition and edition.published_at:
        day = wording.day(local_day(edition.published_at))
        return wording.text("report.stands.published", day=day)
    return wording.text("report.stands.reviewed" if edition else "report.stands.drafted")


def _section(part: Part, content: Content, wording: ReportWording) -> Section:
    told = content.of(part)
    own = [_budget(content, wording)] if part is Part.FUNDING and content.paid.budget else []
    apart = [table_of(each, wording) for each in told if is_apart(each)]
    return Section(
        heading=wording.text(f"report.part.{part}"),
        texts=[*_said(part, content, wording), *_written(part, content, wording)],
        tables=[*own, *key_tables(part, told, wording), *apart],
    )


def _said(part: Part, content: Content, wording: ReportWording) -> list[str]:
    """Say what the network's file tells of the project."""
    paid = content.paid
    areas = ", ".join(wording.place(code) for code in paid.areas)
    funder = f"{in_language(paid.funder, wording)} ({paid.funding_code})"
    name = f"{in_language(paid.names, wording)} ({paid.code})"
    said = {
        Part.NAME: [f"{name}, {wording.days(paid.first, paid.last)}"],
        Part.FUNDING: [f"{funder}, {in_language(paid.programme, wording)}"],
        Part.IMPLEMENTERS: [_listed(paid.implementers, wording)],
        Part.TARGET_GROUPS: [
            _listed(paid.target_groups, wording),
            wording.text("report.areas", areas=areas),
        ],
    }
    return said.get(part, [])


def _listed(names: Sequence[Names], wording: ReportWording) -> str:
    return "; ".join(in_language(each, wording) for each in names)


def _written(part: Part, content: Content, wording: ReportWording) -> list[str]:
    """Give what people wrote; what is not in the language stands in the Finnish."""
    own = content.texts.get(Place(wording.language, part), "")
    other = content.texts.get(Place(Language.FINNISH, part), "")
    text = own or other
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    is_other = bool(lines) and not own and wording.language is not Language.FINNISH
    return [wording.text("report.only_finnish"), *lines] if is_other else lines


def _budget(content: Content, wording: ReportWording) -> Table:
    budget = content.paid.budget
    total = sum((line.euros for line in budget), start=budget[0].euros * 0)
    sum_ = wording.text("report.column.sum")
    return Table(
        name="budget",
        title=wording.text("report.budget"),
        finding=wording.text(
            "report.budget.finding", funder=in_language(content.paid.funder, wording)
        ),
        columns=[
            Column("line", wording.text("report.budget.line"), Kind.TEXT),
            Column("value", wording.text("report.unit.euros"), Kind.EUROS),
        ],
        rows=[[in_language(line.name, wording), line.euros] for line in budget],
        sums=[sum_, total],
    )


def _notes(content: Content, wording: ReportWording) -> list[str]:
    small = wording.text("report.note.small", most=content.k - 1, k=content.k)
    defined = dict.fromkeys(told for part in Part for told in (t.code for t in content.of(part)))
    known = {told.code: told for told in content.told}
    return [
        small,
        wording.text("report.note.unknown"),
        wording.text("report.note.hash"),
        *(
            f"{name_of(known[code], wording)}: {in_language(known[code].definition, wording)}"
            for code in defined
        ),
    ]
