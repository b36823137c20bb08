"""Every text exists in every language, and every code an event can hold has words."""

from enum import StrEnum

import pytest

from services.reporting.app import SERVICE
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.facts import RequestState
from services.reporting.reports.wording.codes import code_of
from services.reporting.reports.wording.values import GROUPS, ReportWording
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.referral_words import ReferralReason
from shared.contracts.words import (
    SPOKEN,
    Basis,
    Category,
    Channel,
    Helped,
    Language,
    ServiceLine,
)
from shared.web.catalogues import KIT, read_catalogues
from tests.support.reporting.page import CONTACT


@pytest.mark.long
@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", list(GROUPS), ids=lambda kind: kind.__name__)
def test_every_code_has_words(language: Language, kind: type[StrEnum]) -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, language)

    codes = SPOKEN if kind is Language else tuple(kind)
    unsaid = [code for code in codes if f"{GROUPS[kind]}.{code}" not in _ids(language)]

    assert unsaid == []
    assert all(wording.code(GROUPS[kind], code) for code in codes)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_state_has_words(language: Language) -> None:
    assert {f"state.{state}" for state in RequestState} <= _ids(language)


def test_a_code_without_words_is_other_and_a_place_stays_its_code() -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, Language.FINNISH)

    assert wording.code("reason", "brand_new") == "muu (brand_new)"
    assert wording.place("999") == "999"


CODES: dict[str, tuple[str, ...]] = {
    "line": (*ServiceLine, "unknown", "to_person"),
    "municipality": ("491", "unknown", "to_person"),
    "need": (*Category, "line:wellbeing", "unknown", "to_person"),
    "channel": (*Channel, "to_person"),
    "basis": tuple(Basis),
    "outcome": tuple(CallOutcome),
    "direction": tuple(CallDirection),
    "hours": ("open", "shut"),
    "reason": (*ReferralReason, "unknown"),
    "standing": ("joined", "paused"),
    "answer": (*Helped, "none"),
    "gender": ("women", "men", "other"),
    "month": ("2026-11",),
}


@pytest.mark.parametrize("language", SPOKEN)
def test_whatever_figures_are_taken_apart_by_has_words(language: Language) -> None:
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, language)
    other = wording.code("line", "x").removesuffix("x)")

    said = [code_of(dim, code, wording) for dim, codes in CODES.items() for code in codes]

    assert CODES.keys() | {"language"} == {*Dim}
    assert not [each for each in said if each.startswith(other) or each in {"unknown", "to_person"}]


def _ids(language: Language) -> set[str]:
    return set(read_catalogues(["reporting", KIT]).texts[language])
