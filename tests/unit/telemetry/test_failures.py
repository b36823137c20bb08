"""An exception described without the values it carries."""

import asyncpg
import pytest
from pydantic import BaseModel, ValidationError

from shared.sealing.errors import ErasedError
from shared.telemetry.failures import describe, text_of
from tests.support.canaries import Canary

CANARY = Canary()


class Form(BaseModel):
    """Something a person fills in."""

    minutes: int


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_validation_error_names_places_and_kinds() -> None:
    with pytest.raises(ValidationError) as caught:
        Form.model_validate({"minutes": CANARY.phone})

    assert text_of(caught.value) == "minutes: int_parsing"


def test_a_database_error_names_state_table_and_constraint() -> None:
    error = asyncpg.PostgresError.new(
        {
            "C": "23505",
            "M": f'duplicate key "{CANARY.name}"',
            "D": f"Key (phone)=({CANARY.phone}) already exists.",
            "t": "volunteers",
            "n": "volunteers_phone_key",
        }
    )

    assert text_of(error) == "sqlstate=23505 table=volunteers constraint=volunteers_phone_key"


def test_a_system_error_gives_its_number_only() -> None:
    assert text_of(FileNotFoundError(2, "No such file", CANARY.name)) == "errno 2"


def test_our_own_error_says_its_docstring_whatever_it_was_given() -> None:
    assert text_of(ErasedError(CANARY.name)).startswith("The subject was erased")
    assert CANARY.found_in(str(ErasedError(CANARY.name))) == []


def test_causes_are_told_up_to_five_and_loops_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert [item["type"] for item in describe(first)] == [
        "builtins.ValueError",
        "builtins.KeyError",
    ]


def test_a_suppressed_context_is_left_out() -> None:
    error = ValueError()
    error.__context__, error.__suppress_context__ = KeyError(), True

    assert len(describe(error)) == 1


def test_the_members_of_a_group_are_told() -> None:
    group = ExceptionGroup(CANARY.text, [ValueError(CANARY.name), KeyError(CANARY.phone)])

    described = describe(group)
    assert [item["type"] for item in described] == [
        "builtins.ExceptionGroup",
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert CANARY.found_in(str(described)) == []


def test_frames_are_modules_and_lines_innermost_last() -> None:
    [described] = describe(raised(ValueError(CANARY.text)))

    frames = described["frames"]
    assert isinstance(frames, list)
    assert frames[-1].rpartition(":")[0] == __name__


def test_nothing_of_the_value_is_left() -> None:
    assert CANARY.found_in(str(describe(raised(LookupError(*CANARY.values()))))) == []
