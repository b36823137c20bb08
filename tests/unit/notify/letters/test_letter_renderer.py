"""Every letter in every language, and what must never stand in one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.notify.letters.ports import UnwritableLetterError
from shared.contracts.words import OFFERED, Language
from shared.languages import LANGUAGES as ROOT
from shared.languages import writing_of
from shared.web.catalogues import is_for_staff
from tests.support.notify.letters.rendering import letters_of, renderer

TASK = frozenset({"kind", "area", "urgency"})
"""What tells a task from another."""
MORNING = {
    f"{what}_{at}{end}"
    for what in ("waits", "promised")
    for at in range(1, 6)
    for end in ("", "_url")
}
IN_HAND = {f"{what}_{at}" for what in ("open", "lapses") for at in range(1, 6)} | {
    f"open_{at}_url" for at in range(1, 6)
}
VALUES: dict[str, frozenset[str]] = {
    "volunteer_confirm": frozenset({"confirm_url", "first_name"}),
    "proposal": frozenset({"proposal_url", "answer_by", "first_name", *TASK}),
    "match_accepted": frozenset({"contact_url", "task_url", "first_name", *TASK}),
    "proposal_withdrawn": frozenset({"first_name", *TASK}),
    "proposal_filled": frozenset({"first_name", *TASK}),
    "assignment_withdrawn": frozenset({"first_name", *TASK}),
    "proposal_moved": frozenset({"first_name", *TASK}),
    "proposal_changed": frozenset({"first_name", *TASK}),
    "assignment_changed": frozenset({"first_name", *TASK}),
    "task_done_thanks": frozenset({"minutes", "first_name", *TASK}),
    "volunteer_link": frozenset({"member_url", "first_name"}),
    "volunteer_already": frozenset({"member_url", "first_name"}),
    "invitation": frozenset({"organisation", "invitation_url", "first_name"}),
    "partner_invited": frozenset({"organisation", "account_name", "account_url"}),
    "partner_declined": frozenset({"organisation"}),
    "partner_capacity": frozenset({"page_url"}),
    "letters_arrive": frozenset(),
    "looked_often": frozenset({"page_url"}),
    "right_code": frozenset({"code"}),
    "right_ready": frozenset({"code", "page_url"}),
    "morning_briefing": frozenset({"board_url", "promised_more", *MORNING}),
    "partner_referral": frozenset(
        {"opening", "line", "town", "urgency", "answer_by", "referral_url"}
    ),
    "partner_referral_over": frozenset({"town", "page_url"}),
    "person_needed": frozenset({"page_url"}),
    "concern_waits": frozenset({"page_url"}),
    "partner_confirm": frozenset({"confirm_url"}),
    "partner_digest": frozenset({"page_url", *(f"line_{at}" for at in range(1, 21))}),
    "partner_endpoint_silent": frozenset({"organisation", "page_url"}),
    "partner_morning": frozenset({"open_more", "open_url", "lapses_url", "refuse_url", *IN_HAND}),
    "partner_endpoint_off": frozenset({"endpoint", "page_url"}),
    "concern_unread": frozenset({"page_url"}),
    "request_received": frozenset({"reference", "status_url", "first_name", "heard_by"}),
    "still_looking": frozenset({"reference", "status_url", "first_name", "heard_by"}),
    "request_matched": frozenset({"reference", "status_url", "first_name"}),
    "request_reopened": frozenset({"reference", "status_url", "first_name"}),
    "request_with_partner": frozenset({"reference", "status_url", "first_name"}),
    "request_closed": frozenset({"reference", "status_url", "first_name"}),
    "request_cancelled": frozenset({"reference", "status_url", "first_name"}),
    "request_asked_for_you": frozenset({"reference", "status_url", "first_name", "asker_name"}),
    "request_changed": frozenset({"reference", "status_url", "first_name"}),
    "request_completed": frozenset(
        {"reference", "status_url", "first_name", "yes_url", "partly_url", "no_url"}
    ),
    "request_link": frozenset({"reference", "status_url", "first_name"}),
}
WITH_WORD = (
    "request_asked_for_you",
    "request_changed",
    "request_received",
    "request_matched",
    "request_reopened",
)
"""Their word may be missing: a letter that an earlier release asked for has none."""
LATER = {"request_received": frozenset({"heard_by"})}
"""What letters on their way from an earlier version do not have."""
LANGUAGES = OFFERED
TO_VOLUNTEERS = ("volunteer_", "proposal", "match_", "assignment_", "task_done_")
"""How the names of their letters begin."""
STAFF = frozenset(name for name in VALUES if is_for_staff("letters", name))
ALL = [
    (template, language)
    for template in VALUES
    for language in LANGUAGES
    if template not in STAFF or writing_of(language).for_staff
]

render = renderer()


def values_of(template: str, value: str = "x7x") -> dict[str, str]:
    return dict.fromkeys(VALUES[template], value)


def unfolded(template: str, language: str) -> str:
    return " ".join(render(template, language, values_of(template)).body.lower().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folder_holds_exactly_the_known_letters(language: Language) -> None:
    files = {file.stem for file in letters_of(language).glob("[a-z]*.txt")}

    assert files == set(VALUES) - (set() if writing_of(language).for_staff else STAFF)


def test_a_letter_to_staff_is_finnish_where_plain_finnish_has_none() -> None:
    values = values_of("person_needed")

    assert render("person_needed", "selko", values) == render("person_needed", "fi", values)


@pytest.mark.parametrize(("template", "language"), ALL)
def test_every_value_stands_in_the_body_and_none_in_the_subject(
    template: str, language: str
) -> None:
    values = {name: f"value-of-{name}".replace("_", "-") for name in VALUES[template]}

    text = render(template, language, values)

    shown = {name for name, value in values.items() if value in text.body}
    assert shown == VALUES[template]
    assert not any(value in text.subject for value in values.values())
    assert text.subject.startswith("Porukalla: ")
    assert "\n" not in text.subject


@pytest.mark.long
@settings(max_examples=20)
@pytest.mark.parametrize(("template", "language"), ALL)
@given(value=st.text(max_size=200))
def test_any_value_makes_a_letter_of_the_same_shape(
    template: str, language: str, value: str
) -> None:
    plain = render(template, language, values_of(template))

    text = render(template, language, values_of(template, value))

    assert text.subject == plain.subject
    assert text.body.count("\n\n") <= plain.body.count("\n\n") + len(VALUES[template])
    assert "{{" not in plain.body
    assert [name for name in VALUES[template] if re.search(rf"{{{{\W*{name}", text.body)] == []


@pytest.mark.parametrize(("template", "language"), ALL)
def test_a_missing_value_is_an_error(template: str, language: str) -> None:
    late = {"urgency" if template == "proposal" else "area"} | LATER.get(template, frozenset())
    for name in VALUES[template] - late:
        values = values_of(template)
        del values[name]
        with pytest.raises(UnwritableLetterError):
            render(template, language, values)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "template", ["match_accepted", "proposal_filled", "proposal_withdrawn", "task_done_thanks"]
)
def test_a_letter_from_before_tasks_were_named_is_still_written(
    template: str, language: str
) -> None:
    values = values_of(template)
    for name in TASK:
        del values[name]

    assert render(template, language, values).body


@pytest.mark.parametrize(
    ("template", "language"),
    [
        ("unknown", "fi"),
        ("proposal", "de"),
        ("../../README", "fi"),
        ("proposal.txt", "fi"),
    ],
)
def test_an_unknown_letter_is_an_error(template: str, language: str) -> None:
    with pytest.raises(UnwritableLetterError):
        render(template, language, values_of("proposal"))


OF_ANOTHER = {
    "selko": (
        "jolle pyysit apua|pyysit apua toiselle",
        r"tunnussanasi|sinulle auttajan|kotiisi|saitko|sinuun",
    ),
    "fi": ("jolle pyysit apua|toisen puolesta", r"tunnussanasi|sinulle apua|kotiisi|saitko|sinuun"),
    "sv": ("bad om hjälp åt|åt någon annan", r"ditt kodord|åt dig|ditt hem|fick du|kontaktar dig"),
    "en": (
        "you asked for|somebody else",
        r"your code word|help for you|helper for you|your home|did you|helped you",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "template", ["request_received", "request_matched", "request_reopened", "request_completed"]
)
def test_who_asked_for_another_is_not_spoken_to_as_the_helped(template: str, language: str) -> None:
    values = values_of(template) | {"code_word": "omena"}

    def words(**more: str) -> str:
        body, _, _ = render(template, language, values | more).body.partition("112")
        return " ".join(body.lower().split())

    theirs, own = words(for_other="yes"), words()

    said, unsaid = OF_ANOTHER[language]
    assert re.search(said, theirs)
    assert re.search(unsaid, theirs) is None
    assert re.search(unsaid, own)
    assert re.search(said, own) is None


def test_without_a_name_the_greeting_is_still_one() -> None:
    text = render("proposal_withdrawn", "fi", {"first_name": ""})

    assert text.body.startswith("Hei,\n")


def test_an_advertisement_in_the_name_is_not_sent() -> None:
    text = render(
        "volunteer_confirm", "en", {"first_name": "Win at evil.example", "confirm_url": "x"}
    )

    assert "evil.example" not in text.body
    assert text.body.startswith("Hello,\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["match_accepted", "request_received", "request_matched"])
def test_whoever_meets_someone_is_told_the_safety_rules(template: str, language: str) -> None:
    body = unfolded(template, language)

    assert re.search(r"pankkitunnu|bankkod|bank code", body)
    assert re.search(r"sisään kot|in i ditt hem|in i hemmet|inside your home|inside the home", body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", WITH_WORD)
def test_the_code_word_is_said_in_the_letter_and_not_in_its_subject(
    template: str, language: str
) -> None:
    with_word = render(template, language, values_of(template) | {"code_word": "omena"})
    without = render(template, language, values_of(template))

    assert "omena" in with_word.body
    assert "omena" not in with_word.subject
    assert re.search(r"tunnussana|kodord|code word", with_word.body.lower())
    assert not re.search(r"tunnussana|kodord|code word|\n\n\n", without.body.lower())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["match_accepted"])
def test_whoever_comes_to_a_door_is_reminded_of_the_code_word(template: str, language: str) -> None:
    body = unfolded(template, language)

    assert re.search(r"tunnussana|kodord|code word", body)


def test_no_letter_speaks_of_health_but_in_the_lines_that_all_have() -> None:
    words = re.compile(r"terveyd|sairau|mielen|päihde|kriisi|hälso|sjuk|kris|health|illness|crisis")

    files = [file for file in ROOT.glob("*/letters/*.txt") if file.stem != "_footer"]
    found = [file.name for file in files if words.search(file.read_text().lower())]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", VALUES)
def test_every_letter_to_a_volunteer_says_how_to_pause_change_and_leave(
    template: str, language: str
) -> None:
    body = unfolded(template, language)

    is_said = bool(re.search(r"taukoa|paus|pause", body))
    assert is_said is template.startswith(TO_VOLUNTEERS)
    assert (f"/{language}/vapaaehtoinen/hallinta" in body) is is_said
