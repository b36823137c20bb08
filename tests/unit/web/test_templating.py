"""Our templates are strict, the macros of govuk-frontend may ask for what was not given."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from shared.web.template_environment import environment

RADIOS = (
    '{% from "govuk_frontend_jinja/components/radios/macro.html" import govukRadios %}'
    '{{ govukRadios({"name": "need", "fieldset": {"legend": {"text": text}},'
    ' "items": [{"value": "a", "text": "A"}, {"divider": "tai"}]}) }}'
)


def render(folder: Path, template: str, **context: object) -> str:
    (folder / "page.html").write_text(template, encoding="utf-8")
    return environment([folder], {}).get_template("page.html").render(context)


def test_a_macro_need_not_be_given_every_parameter(tmp_path: Path) -> None:
    assert 'value="a"' in render(tmp_path, RADIOS, text="Mitä?")


def test_what_is_given_to_a_macro_is_escaped(tmp_path: Path) -> None:
    shown = render(tmp_path, RADIOS, text="<img>")

    assert "&lt;img&gt;" in shown
    assert "<img>" not in shown


@pytest.mark.parametrize(
    "template", ["{{ nmae }}", "{{ answer.nmae }}", "{% if nmae %}{% endif %}"]
)
def test_a_misspelt_name_is_an_error(tmp_path: Path, template: str) -> None:
    with pytest.raises(UndefinedError):
        render(tmp_path, template, name="A", answer={"name": "A"})


def test_a_misspelt_name_given_to_a_macro_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        render(tmp_path, RADIOS.replace("text}}", "txet}}"), text="Mitä?")


def test_a_template_of_a_room_is_called_by_its_room(tmp_path: Path) -> None:
    for room in ("calls", "requests"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "show.html").write_text(f"{room} {{{{ where() }}}}", encoding="utf-8")
    rooms = {"calls": tmp_path / "calls", "requests": tmp_path / "requests"}

    made = environment([tmp_path], rooms, where=lambda: "here")

    assert made.get_template("requests/show.html").render() == "requests here"
    assert made.get_template("calls/show.html").render() == "calls here"
