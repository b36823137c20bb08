"""What is asked of the log, how its facts follow from each other, and that they name nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from services.reporting.explorer.model import Filters
from services.reporting.explorer.pages import TYPES
from services.reporting.explorer.rules import FIELDS, read_filters, read_span, said, way_of
from shared.clock import HELSINKI
from shared.contracts import notify
from shared.contracts.privacy import personal_fields
from shared.contracts.wire import BY_TYPE
from shared.fields.problem import Problem
from tests.support.reporting.building import helped, named, unmatched
from tests.support.reporting.explorer.fakes import FakeEventLooks, FakeEventReader, logged
from tests.support.reporting.explorer.store_contract import Explored, ExplorerContract
from tests.support.reporting.fakes import FakeStore

ASKED = {
    "event_type": "request.created",
    "subject": f"request/{named('one')}",
    "correlation": str(named("one")),
    "first": "25.11.2026 klo 9.05",
    "last": "2026-11-26",
}
BEGIN, END = datetime(2026, 11, 25, 7, 5, tzinfo=UTC), datetime(2026, 11, 26, 22, tzinfo=UTC)


class TestFakeExplorer(ExplorerContract):
    @pytest.fixture
    def explored(self) -> Explored:
        store = FakeStore()
        return Explored(store, FakeEventReader(store), FakeEventLooks())


def test_every_field_is_read_and_said_again() -> None:
    filters, problems = read_filters(ASKED, TYPES, HELSINKI)

    assert problems == ()
    assert filters == Filters(
        type="request.created",
        subject=f"request/{named('one')}",
        correlation_id=named("one"),
        first=BEGIN,
        last=END,
    )
    assert said(filters).split(" ")[0] == "type=request.created"
    assert len(said(filters)) <= 400
    assert read_filters({}, TYPES, HELSINKI) == (Filters(), ())
    assert said(Filters()) == ""


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("event_type", "request.invented"),
        ("event_type", "notification.requested"),
        ("subject", str(named("one"))),
        ("subject", "request/Aino Esimerkki"),
        ("correlation", "K7-0A11"),
        ("first", "yesterday"),
        ("first", "31.2.2026"),
        ("last", "25.11.2026 klo 25.00"),
        ("last", "9999-12-31"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(field: str, text: str) -> None:
    _, problems = read_filters(ASKED | {field: text}, TYPES, HELSINKI)

    assert problems == (Problem(field, "unread"),)


def test_an_end_before_the_beginning_is_said() -> None:
    _, problems = read_filters(ASKED | {"last": "24.11.2026"}, TYPES, HELSINKI)

    assert problems == (Problem("last", "before"),)


@pytest.mark.parametrize(
    "text",
    ["25.11.2026 9.05", "25.11.2026 kl. 9.05", "25.11.2026 at 9:05", "2026-11-25T09:05"],
)
def test_a_moment_is_read_as_people_and_browsers_write_it(text: str) -> None:
    assert read_span(text, HELSINKI) == (BEGIN, BEGIN + timedelta(minutes=1))


def test_a_fact_of_a_way_knows_its_cause_and_what_it_led_to() -> None:
    asked, *others = helped("one")
    effect = unmatched("one").model_copy(update={"causationid": asked.id})
    stranger = others[0].model_copy(update={"causationid": named("elsewhere")})

    way = way_of([logged(at, event) for at, event in enumerate((asked, effect, stranger))])

    assert [(step.number, step.cause, step.effects) for step in way] == [
        (1, None, (2,)),
        (2, 1, ()),
        (3, None, ()),
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_what_is_shown_of_the_log_has_no_field_for_a_person(kind: str) -> None:
    schema = BY_TYPE[kind].model_json_schema()

    assert personal_fields(BY_TYPE[kind]) == []
    assert "sealed" not in schema["properties"], "a letter lies sealed in a command, not in a fact"


def test_commands_with_their_sealed_letters_are_no_part_of_the_log() -> None:
    assert {kind.event_type for kind in notify.COMMANDS} & set(TYPES) == set()
    assert tuple(ASKED) == FIELDS
