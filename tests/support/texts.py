"""Are a service's pages sayable? Every text in every language, every id and style known."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from shared.contracts.words import Language
from shared.web.catalogues import missing_texts
from shared.web.pages import STATIC

_PLACE = re.compile(r"%\((\w+)\)s")
_STYLE = re.compile(r"(?<![\w-])(?:pk|govuk)-[a-z][\w-]*")
_TEMPLATE_CODE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)

UNSTYLED = {
    "govuk-checkboxes",
    "govuk-radios",
    "govuk-table__body",
    "govuk-table__head",
    "govuk-table__row",
}
"""Names that govuk-frontend's markup has and its style sheet does not."""


def assert_catalogues_complete(folder: Path) -> None:
    """Every language has every text, with the same places to fill."""
    assert {language: missing_texts(folder, language) for language in Language} == {
        language: [] for language in Language
    }
    texts = [_texts(folder, language) for language in Language]
    different = [
        text_id for text_id in texts[0] if len({frozenset(known[text_id]) for known in texts}) > 1
    ]
    assert different == [], "these have other places to fill in another language"


def unknown_texts(templates: Path, folders: Sequence[Path]) -> list[str]:
    """List the ids that templates use and no folder has; `"state." ~ x` needs one that fits."""
    known = set().union(*(_texts(folder, Language.FINNISH) for folder in folders))
    return [
        f"{file.name}: {text_id}"
        for file in sorted(templates.rglob("*.html"))
        for text_id, is_whole in _used(file)
        if not _is_known(text_id, known, is_whole=is_whole)
    ]


def unknown_styles(templates: Path) -> list[str]:
    """List the classes that templates use and no style sheet has."""
    sheets = "".join(file.read_text(encoding="utf-8") for file in STATIC.glob("*.css"))
    known = set(_STYLE.findall(sheets)) | UNSTYLED
    return [
        f"{file.name}: {name}"
        for file in sorted(templates.rglob("*.html"))
        for name in sorted(set(_STYLE.findall(_markup(file))) - known)
    ]


def _markup(file: Path) -> str:
    # a class that is put together from parts cannot be looked up
    text = _TEMPLATE_CODE.sub("\0", file.read_text(encoding="utf-8"))
    return re.sub(r"[\w-]+\0|\0[\w-]+", " ", text)


def _is_known(text_id: str, known: set[str], *, is_whole: bool) -> bool:
    return text_id in known if is_whole else any(each.startswith(text_id) for each in known)


def _used(file: Path) -> Iterator[tuple[str, bool]]:
    tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "counted"}:
            yield from _named(call.args[0])


def _named(argument: nodes.Expr) -> Iterator[tuple[str, bool]]:
    if isinstance(argument, nodes.Const):
        yield str(argument.value), True
    if isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        yield str(argument.nodes[0].value), False
    if isinstance(argument, nodes.Mod) and isinstance(argument.left, nodes.Const):
        yield str(argument.left.value).partition("%")[0], False


def _texts(folder: Path, language: Language) -> dict[str, set[str]]:
    file = folder / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=str(language))
    return {_id(message.id): set(_PLACE.findall(str(message.string))) for message in catalogue}


def _id(message_id: str | Sequence[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
