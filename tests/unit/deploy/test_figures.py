"""The verdict that follows from the figures, and how they are printed."""

import io
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from typing_extensions import override

from deploy.watching.figures import (
    SAID_BY_STRANGERS,
    DeliveryFigures,
    Figures,
    Health,
    LetterFigures,
    LifeFigures,
    PhoneFigures,
    QueueFigures,
    ServiceFigures,
)
from deploy.watching.look_output import Page, as_json_text, lines, print_page

_COLOURS = re.compile(r"\x1b\[[\d;]*m")
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


class Terminal(io.StringIO):
    """Keeps what a terminal would show."""

    @override
    def isatty(self) -> bool:
        return True


def service(name: str = "intake", ready: Health = "ok", **changed: object) -> ServiceFigures:
    known = {"name": name, "live": ready != "unreachable", "ready": ready, "restarts": 0}
    return ServiceFigures.model_validate(
        known | {"unsent": 0, "oldest_unsent_seconds": 0} | changed
    )


def queue(**changed: object) -> QueueFigures:
    known: dict[str, object] = {"name": "matching.requests", "waiting": 0, "consumers": 1}
    return QueueFigures.model_validate(known | {"retrying": 0, "parked": 0} | changed)


def figures(
    services: Sequence[ServiceFigures] = (service(),),
    queues: Sequence[QueueFigures] | None = (queue(),),
    *,
    databases: bool = True,
    limits: bool | None = True,
    letters: LetterFigures | None = None,
) -> Figures:
    return Figures(
        services=services, queues=queues, databases=databases, limits=limits, letters=letters
    )


def test_in_eighty_columns_the_name_of_a_queue_stands_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "reporting.what_partners_of_all_towns_tell"
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    many = {"waiting": 1_234_567, "retrying": 123_456, "parked": 123_456, "consumers": 128}

    print_page(
        Page(
            figures=figures(queues=[queue(name=name, oldest_seconds=604_799, **many)]),
            origin="http://localhost:8080",
            state="/var/lib/porukalla",
        )
    )

    shown = _COLOURS.sub("", terminal.getvalue()).splitlines()
    assert [line for line in shown if line.split()[:1] == [name]]
    assert max(map(len, shown)) <= 80


def test_a_network_without_trouble_is_ok() -> None:
    assert (figures().verdict, figures().troubles) == ("ok", [])


def test_what_a_stranger_said_is_told_as_what_it_may_mean() -> None:
    told = figures(queues=[queue(parked=3, strangers=2)])

    assert told.verdict == "degraded"
    assert told.troubles == [
        "matching.requests has 3 parked",
        f"matching.requests: 2 of them {SAID_BY_STRANGERS}",
    ]


def test_work_in_progress_is_no_trouble() -> None:
    busy = figures(
        [service(unsent=40, oldest_unsent_seconds=2)],
        [queue(waiting=500, retrying=3, oldest_seconds=9)],
    )

    assert busy.verdict == "ok"


def test_what_waits_for_a_person_is_told() -> None:
    held = DeliveryFigures(failed=2, held=3, oldest_held=NOON)

    look = figures([service("matching", set_aside=2)]).model_copy(update={"deliveries": held})

    assert (look.verdict, look.troubles) == (
        "degraded",
        [
            "matching has 2 set aside for a person",
            "3 held for partners that are switched off, the oldest since 2026-11-28 12:00 UTC",
        ],
    )


def test_letters_that_failed_are_counted_and_no_trouble_of_the_network() -> None:
    look = figures().model_copy(update={"deliveries": DeliveryFigures(failed=2)})

    assert look.verdict == "ok"


def test_a_broker_that_does_not_tell_its_limits_is_no_trouble() -> None:
    assert figures(limits=None).verdict == "ok"


@pytest.mark.parametrize(
    ("look", "trouble"),
    [
        (
            figures([service(), service("matching", "unreachable")]),
            "matching is unreachable",
        ),
        (
            figures([service(ready="degraded", checks={"broker": "degraded"})]),
            "intake is degraded (broker degraded)",
        ),
        (
            figures(letters=LetterFigures(last_sent_at=NOON, stuck=2, response="451")),
            "letters: not since 2026-11-28 12:00:00 UTC (2 stuck, last answer: 451)",
        ),
        (
            figures(letters=LetterFigures(stuck=1)),
            "letters: none ever left (1 stuck)",
        ),
        (
            figures([service(oldest_unsent_seconds=61)]),
            "intake has events unpublished for 61 s",
        ),
        (
            figures(limits=False),
            "the broker has not this version's limits; load `./porukalla definitions` into it",
        ),
        (figures(queues=[queue(parked=2)]), "matching.requests has 2 parked"),
        (figures(queues=[queue(consumers=0)]), "nobody listens to matching.requests"),
        (
            figures(queues=[queue(waiting=1, oldest_seconds=45)]),
            "matching.requests has an event waiting for 45 s",
        ),
    ],
)
def test_trouble_is_named_and_degrades(look: Figures, trouble: str) -> None:
    assert (look.verdict, look.troubles) == ("degraded", [trouble])


@pytest.mark.parametrize(
    "look",
    [
        figures(queues=None),
        figures(databases=False),
        figures([service(ready="unreachable")]),
    ],
)
def test_a_network_that_cannot_be_looked_at_is_unreachable(look: Figures) -> None:
    assert look.verdict == "unreachable"


def test_json_has_every_name_of_its_schema() -> None:
    page = Page(figures(letters=LetterFigures()), "http://localhost:8080", "/state")

    told = json.loads(as_json_text(page))

    assert set(told) == {
        *("verdict", "troubles", "warnings", "origin", "state", "databases", "limits"),
        *("services", "queues", "letters", "deliveries", "phone", "life"),
    }
    assert set(told["letters"]) == {"verdict", "last_sent_at", "stuck", "response"}
    assert set(told["services"][0]) == {
        *("name", "live", "ready", "restarts", "unsent", "oldest_unsent_seconds"),
        *("set_aside", "checks", "plain"),
    }
    assert set(told["queues"][0]) == {
        *("name", "waiting", "consumers", "retrying", "parked", "strangers"),
        *("oldest_seconds", "oldest_is_least"),
    }


def test_a_pipe_gets_tab_separated_lines_that_name_their_kind() -> None:
    look = figures(
        queues=[queue(waiting=3, oldest_seconds=1.5, oldest_is_least=True, parked=1)],
        letters=LetterFigures(last_sent_at=NOON),
    ).model_copy(
        update={
            "phone": PhoneFigures(answering=2),
            "life": LifeFigures(state="prolonged", since=NOON, valid_until=NOON.date()),
        }
    )

    assert list(lines(Page(look, "http://localhost:8080", "/state"))) == [
        "verdict\tdegraded\thttp://localhost:8080\t/state",
        "trouble\tmatching.requests has 1 parked",
        "letters\tok\tlast 2026-11-28 12:00:00 UTC",
        "phone\t2 answer now",
        "life\tprolonged since 2026-11-28 12:00 UTC, decided until 2026-11-28",
        "service\tintake\tok\t0\t0\t0\t-",
        "queue\tmatching.requests\t3\t≥ 1.5\t0\t1\t1",
    ]


def test_what_is_not_known_is_printed_as_a_dash() -> None:
    unknown = service(restarts=None, unsent=None, oldest_unsent_seconds=None)

    printed = list(lines(Page(figures([unknown], None), "", "")))

    assert "service\tintake\tok\t-\t-\t-\t-" in printed
    assert "letters\tunknown" in printed


def test_what_was_allowed_to_go_in_clear_is_told_and_harms_no_verdict() -> None:
    told = figures([service(plain="rabbit_url, smtp_security"), service("matching")])
    line = "intake goes in clear to another machine: rabbit_url, smtp_security"

    assert (told.verdict, told.warnings) == ("ok", [line])
    assert f"warning\t{line}" in lines(Page(told, "http://localhost", "var"))
    assert json.loads(as_json_text(Page(told, "http://localhost", "var")))["warnings"] == [line]
