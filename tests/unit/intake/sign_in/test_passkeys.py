"""WebAuthn as our adapter speaks it: another's answer, another origin and any rubbish are a no."""

import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.sign_in.adapters import WebauthnPasskeys
from services.intake.sign_in.model import Passkey
from services.intake.staff.model import StaffId
from tests.support.passkey import SoftPasskey

ORIGIN = "https://apu.example.fi"
CHECKS, CHALLENGE = WebauthnPasskeys(ORIGIN), b"a challenge of enough bytes"
DEVICE = SoftPasskey("Kaisa", ORIGIN)
STORED = Passkey(DEVICE.credential_id, DEVICE.public_key)
ASKED = CHECKS.request_options(CHALLENGE, [STORED])
OFFERED = CHECKS.creation_options(CHALLENGE, StaffId(uuid4()), "Kaisa")

ANSWERS = {"get": DEVICE.get(ASKED), "create": DEVICE.create(OFFERED)}


def test_a_device_is_known_by_its_own_key() -> None:
    made = CHECKS.created(DEVICE.create(OFFERED), CHALLENGE)

    assert made == STORED
    assert CHECKS.verified(DEVICE.get(ASKED), CHALLENGE, [made]) == STORED


@pytest.mark.parametrize("origin", ["http://apu.example.fi", "https://apu.example.org"])
def test_an_answer_given_at_another_origin_is_refused(origin: str) -> None:
    elsewhere = SoftPasskey("Kaisa", origin)

    assert CHECKS.verified(elsewhere.get(ASKED), CHALLENGE, [STORED]) is None
    assert CHECKS.created(elsewhere.create(OFFERED), CHALLENGE) is None


def test_an_answer_to_another_challenge_is_refused() -> None:
    assert CHECKS.verified(DEVICE.get(ASKED), b"another challenge", [STORED]) is None
    assert CHECKS.created(DEVICE.create(OFFERED), b"another challenge") is None


def test_somebody_elses_passkey_is_refused() -> None:
    other = SoftPasskey("Matti", ORIGIN)
    with_kaisas_name = json.loads(other.get(ASKED)) | {
        "id": json.loads(DEVICE.get(ASKED))["id"],
        "rawId": json.loads(DEVICE.get(ASKED))["rawId"],
    }

    assert CHECKS.verified(other.get(ASKED), CHALLENGE, [STORED]) is None
    assert CHECKS.verified(json.dumps(with_kaisas_name), CHALLENGE, [STORED]) is None


def test_a_count_that_goes_back_is_a_copy() -> None:
    ahead = Passkey(STORED.credential_id, STORED.public_key, sign_count=7)

    assert CHECKS.verified(DEVICE.get(ASKED), CHALLENGE, [ahead]) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.text(max_size=200) | json_values.map(json.dumps))
def test_rubbish_is_a_no(answer: str) -> None:
    assert CHECKS.verified(answer, CHALLENGE, [STORED]) is None
    assert CHECKS.created(answer, CHALLENGE) is None


@given(st.sampled_from(["get", "create"]), st.data())
def test_an_answer_with_something_else_in_one_place_is_no_fault_of_ours(
    way: str, data: st.DataObject
) -> None:
    answer = json.loads(ANSWERS[way])
    place = data.draw(st.sampled_from([answer, answer["response"]]))
    key = data.draw(st.sampled_from(sorted(place)))
    text = place[key] if isinstance(place[key], str) else ""
    cut = data.draw(st.integers(0, len(text)))
    place[key] = data.draw(
        json_values | st.just(text[:cut]) | st.just(text[:cut] + "A" + text[cut:])
    )

    CHECKS.verified(json.dumps(answer), CHALLENGE, [STORED])
    CHECKS.created(json.dumps(answer), CHALLENGE)
