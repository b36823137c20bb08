"""Who may see the contact page."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.contact_access.model import ContactLink, View
from services.intake.contact_access.rules import view_of
from services.intake.requests.model import MatchId, RequestId, VolunteerId


def link(
    *,
    used: bool = False,
    expired: bool = False,
    assigned: bool = True,
    over: View | None = None,
    bound: bool = False,
) -> ContactLink:
    ids = MatchId(uuid4()), RequestId(uuid4()), VolunteerId(uuid4())
    return ContactLink(*ids, used, expired, assigned, over, bound)


@pytest.mark.parametrize(
    ("seen", "view"),
    [
        (None, View.UNKNOWN),
        (link(assigned=False), View.MOMENT),
        (link(), View.BUTTON),
        (link(used=True, bound=True), View.CONTACT),
        (link(used=True, bound=True, expired=True), View.CONTACT),
        (link(used=True), View.USED),
        (link(expired=True), View.EXPIRED),
        (link(used=True, bound=True, over=View.CANCELLED), View.CANCELLED),
        (link(assigned=False, over=View.CLOSED), View.CLOSED),
    ],
)
def test_the_contact_page_shows_what_its_link_allows(seen: ContactLink | None, view: View) -> None:
    assert view_of(seen) is view


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_contact_data_needs_an_assignment_and_the_bound_browser(
    used: bool, expired: bool, assigned: bool, over: bool, bound: bool
) -> None:
    seen = view_of(
        link(
            used=used,
            expired=expired,
            assigned=assigned,
            over=View.CLOSED if over else None,
            bound=bound,
        )
    )

    assert (seen is View.CONTACT) is (assigned and bound and not over)
