"""Every letter to everyone ends alike and has a neutral subject (settled 42, decision 0035)."""

import re
from dataclasses import replace
from itertools import product

import pytest
from jinja2 import Environment, meta

from services.notify.letters.adapters.renderer import LetterRenderer
from shared.contracts.words import OFFERED, Language
from shared.funding.file import read_funding
from tests.support.notify.letters.rendering import LAST_LINES, letters_of, renderer

TEMPLATES = sorted(file.stem for file in letters_of("fi").glob("[a-z]*.txt"))
ALL = [
    (template, language)
    for template, language in product(TEMPLATES, OFFERED)
    if (letters_of(language) / f"{template}.txt").exists()
]
TO_VOLUNTEERS = frozenset(
    {
        "assignment_withdrawn",
        "match_accepted",
        "proposal",
        "proposal_filled",
        "proposal_withdrawn",
        "task_done_thanks",
        "volunteer_confirm",
    }
)
"""What they are asked and thanked for tells nothing of anybody's need."""
TELLING = re.compile(
    r"ap[uo]|av[uo]n|autt|pyyn|pyyd|tarvi|kriis|vaara|turva|lapse|tunnus|löyty"
    r"|hjälp|begär|behö|kris|fara|barn|hitta"
    r"|help|request|need|crisis|danger|child|found|safe"
)
NAMES = set(LAST_LINES.values(Language.FINNISH)) - {"network_name"}
"""The name is said wherever it is wanted."""
BEGINNING = "{{ network_name }}: "

render = renderer()


def source(template: str, language: str) -> str:
    return (letters_of(language) / f"{template}.txt").read_text(encoding="utf-8")


def wanted(template: str, language: str) -> set[str]:
    """Find every value that a letter or what it includes asks for."""
    parsed = Environment(autoescape=True).parse(source(template, language).replace("| name", ""))
    return meta.find_undeclared_variables(parsed) | {"first_name"}


def body(template: str, language: str) -> str:
    values = dict.fromkeys(wanted(template, language), "x7x")
    return render(template, language, values).body


def signature(text: str) -> str:
    return text[text.rindex("\n-- \n") :]


@pytest.mark.parametrize("language", OFFERED)
def test_all_letters_of_a_language_end_with_the_same_lines(language: Language) -> None:
    assert len({signature(body(each, language)) for each, said in ALL if said is language}) == 1


@pytest.mark.parametrize("language", OFFERED)
def test_they_are_the_networks_number_112_and_every_crisis_line_of_the_language(
    language: Language,
) -> None:
    last = " ".join(signature(body("proposal", language)).split())

    contact, lines = LAST_LINES.contact, LAST_LINES.help_lines.of(("crisis",), language)
    assert all(
        number in last
        for number in (
            contact.network_phone,
            contact.emergency_phone,
            *(line.number for line in lines),
        )
    )
    assert any(line.always for line in lines)


@pytest.mark.parametrize(("template", "language"), ALL)
def test_a_letter_is_signed_once_and_brings_no_last_line_of_its_own(
    template: str, language: str
) -> None:
    text = source(template, language).rstrip("\n")

    assert text.endswith(f'{{% include "{language}/_footer.txt" %}}')
    assert text.count("_footer.txt") == 1
    assert "112" not in text
    assert wanted(template, language).isdisjoint(NAMES)


@pytest.mark.parametrize("language", OFFERED)
def test_every_letter_says_who_pays_for_the_day_and_none_who_does_not(language: Language) -> None:
    funder = read_funding().funders[0]
    line = f"{funder.sentence[language]} ({funder.project})."
    unpaid = LetterRenderer(replace(LAST_LINES, paid_by=tuple))

    for template, said in ALL:
        if said is language:
            values = dict.fromkeys(wanted(template, language), "x7x")
            assert line in body(template, language)
            assert funder.project not in unpaid(template, language, values).body


def test_what_a_letter_brings_cannot_change_the_last_lines() -> None:
    values = dict.fromkeys(wanted("proposal", "fi"), "x7x") | {"network_phone": "0600 12345"}

    assert "0600 12345" not in render("proposal", "fi", values).body


@pytest.mark.parametrize(("template", "language"), ALL)
def test_a_subject_tells_nothing_of_what_was_asked(template: str, language: str) -> None:
    subject = source(template, language).partition("\n")[0]

    assert subject.startswith(BEGINNING)
    said = subject.removeprefix(BEGINNING)
    assert "{" not in said
    told = TELLING.search(said.lower())
    assert told is None or template in TO_VOLUNTEERS
