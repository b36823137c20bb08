"""Their word that an organisation may be asked: what is said of it, and by which words."""

from dataclasses import replace
from hashlib import sha256

import pytest

from services.intake.requests.model import CONSENT_WORDS
from services.intake.submissions.events import created
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.content import parts_of
from services.intake.submissions.rules.plea import as_stored, read_plea
from services.intake.submissions.rules.reserved import why_reserved
from shared.contracts.intake import RequestCreated
from shared.contracts.words import OFFERED
from shared.web.catalogues import KIT, read_catalogues
from tests.support.intake.submissions.building import FIELDS, municipality_of, new_request

ASKED_BY = (
    *("field.may_be_referred", "field.may_be_referred.hint", "field.may_be_referred.hint.other"),
    *("may_be_referred.yes", "may_be_referred.yes.other"),
)
OF_THE_DAY = {"2026-11-30": "a92b0f91ccdbb25f"}
"""What the words were that each version names: with other words comes another version."""
CRISIS = {"category": "crisis_support"}


def asked(**bent: str) -> Plea:
    plea = read_plea(as_stored(FIELDS | bent), municipality_of)
    assert isinstance(plea, Plea)
    return plea


def said_of(plea: Plea) -> RequestCreated:
    new = replace(new_request(), plea=plea, reserved=why_reserved(plea))
    data = created(new).data
    assert isinstance(data, RequestCreated)
    return data


@pytest.mark.parametrize(
    ("told", "is_said"),
    [
        ({}, False),
        ({"may_be_referred": "no"}, False),
        ({"may_be_referred": "yes"}, True),
        ({"may_be_referred": "yes", **CRISIS}, True),
        ({"may_be_referred": "yes", "address_secret": "yes"}, False),
        ({"may_be_referred": "yes", "address_secret": "yes", **CRISIS}, False),
        ({"may_be_referred": "yes", "under_18": "yes"}, False),
        ({"may_be_referred": "yes", "phone": "", "email": "", "ask_at": "Kirjastosta"}, False),
    ],
)
def test_it_is_said_by_their_word_only_and_never_where_a_person_decides(
    told: dict[str, str], *, is_said: bool
) -> None:
    assert said_of(asked(**told)).may_be_referred is is_said


def test_what_was_sent_before_it_could_be_said_is_known_again() -> None:
    assert parts_of(asked()) == parts_of(asked(may_be_referred="no"))
    assert parts_of(asked()) != parts_of(asked(may_be_referred="yes"))


def test_the_version_on_record_names_the_words_by_which_it_is_asked() -> None:
    catalogues = read_catalogues(["intake", KIT])
    words = [catalogues.text(each, text) for each in sorted(OFFERED) for text in ASKED_BY]

    assert OF_THE_DAY[CONSENT_WORDS] == sha256("\n".join(words).encode()).hexdigest()[:16]
