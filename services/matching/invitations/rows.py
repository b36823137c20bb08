"""What a list said, as one text that is sealed."""

import json
from dataclasses import asdict
from uuid import UUID

from services.matching.invitations.model import Invited
from shared.contracts.words import Category, Language


def subject_of(invitation_id: UUID) -> str:
    """Name whose key seals what was said of somebody who was invited."""
    return f"invitation/{invitation_id}"


def text_of(invited: Invited) -> str:
    """Write it down."""
    return json.dumps(asdict(invited), ensure_ascii=False)


def invited_of(text: str) -> Invited:
    """Read it again; codes of a later version are left out."""
    said = json.loads(text)
    return Invited(
        organisation=said["organisation"],
        email=said["email"],
        language=Language(said["language"]),
        name=said["name"],
        phone=said["phone"],
        postal_code=said["postal_code"],
        areas=tuple(said["areas"]),
        categories=tuple(code for code in Category if code in said["categories"]),
        languages=tuple(code for code in Language if code in said["languages"]),
        weekly_cap=said["weekly_cap"],
    )
