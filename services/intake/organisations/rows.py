"""What an applicant says, as one text that is sealed."""

import json
from dataclasses import asdict

from services.intake.organisations.model import Applicant, OrganisationId
from shared.contracts.words import Language

SAID = "application"


def subject_of(which: OrganisationId) -> str:
    """Name the subject under whose key it is sealed: its own."""
    return f"application/{which}"


def text_of(applicant: Applicant) -> str:
    """Write it down."""
    return json.dumps(asdict(applicant), ensure_ascii=False)


def applicant_of(text: str) -> Applicant:
    """Read it again."""
    said = json.loads(text)
    return Applicant(**(said | {"language": Language(said["language"])}))
