"""How the announcements of one match are numbered."""

from dataclasses import replace

from services.matching.proposals.model import Match


def next_of(match: Match) -> Match:
    """Give the match with the number of its next event."""
    return replace(match, version=match.version + 1)
