"""An entry of the inventory says one way in which a thing ends, and no more."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.retention.inventory import Entry, Inventory, read_inventory
from shared.retention.jobs import UnknownJobError, jobs_of

PURPOSE = "to be looked at by a test"


def inventory(**tables: Entry) -> Inventory:
    return Inventory(tables={"every": tables, "intake": {}}, files={})


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"days": 3},
        {"job": "forget_it"},
        {"days": 3, "stays": "for ever"},
        {"days": 3, "job": "forget_it", "loop": "sweep"},
        {"days": 0, "job": "forget_it"},
        {"stays": "as long", "color": "blue"},
    ],
)
def test_an_entry_that_says_too_little_or_too_much_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Entry.model_validate({"purpose": PURPOSE, **said})


def test_a_thing_without_a_purpose_is_refused() -> None:
    with pytest.raises(ValidationError):
        Entry(purpose="", stays="because")


def test_a_shared_table_counts_for_the_services_that_have_it() -> None:
    of_one = Entry(purpose=PURPOSE, stays="because", of=("intake",))
    said = inventory(one=of_one, all=Entry(purpose=PURPOSE, stays="because"))

    assert set(said.of_service("intake")) == {"one", "all"}
    assert set(said.of_service("reporting")) == {"all"}


def test_a_job_is_found_by_its_name_with_its_age() -> None:
    said = inventory(inbox=Entry(purpose=PURPOSE, days=3, job="forget_inbox"))

    (job,) = jobs_of("intake", Path("nowhere"), said)

    assert job.age == timedelta(days=3)
    assert "DELETE FROM inbox" in job.query


def test_a_job_that_nobody_wrote_stops_the_service() -> None:
    said = inventory(inbox=Entry(purpose=PURPOSE, days=3, job="forget_nothing"))

    with pytest.raises(UnknownJobError):
        jobs_of("intake", Path("nowhere"), said)


def test_the_inventory_of_the_network_can_be_read() -> None:
    assert read_inventory().of_service("reporting")["event_log"].stays
