"""All sheets of a network in one language, each as a file, and one file with all of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.playbook.check import lay
from deploy.playbook.checklists import read_checklists
from deploy.playbook.contact_tree import ContactTree, read_contact_tree
from deploy.playbook.files import CONTACT_TREE
from deploy.playbook.printed.forms import call_log, request_form, volunteer_form
from deploy.playbook.printed.lists import checklist, help_lines, phone_tree
from deploy.playbook.printed.pdf import pdf_of
from deploy.playbook.printed.sheets import Sheet
from deploy.playbook.printed.words import words_in
from deploy.playbook.shelf import town_of
from services.intake.operating import read_payment_ways, read_triage
from shared.contracts.words import Language
from shared.help_lines import read_help_lines
from shared.web.contact import read_contact


def tree_of(files: Mapping[str, bytes]) -> ContactTree:
    """Read the contact tree of a network's files."""
    with TemporaryDirectory(prefix="porukalla-print-") as place:
        lay({CONTACT_TREE: files[CONTACT_TREE]}, Path(place))
        return read_contact_tree(Path(place) / CONTACT_TREE)


def printed(files: Mapping[str, bytes], language: Language, today: date) -> Mapping[str, bytes]:
    """Give the files to print by their names, from files that passed the check."""
    words, sheets = words_in(language), sheets_of(files, language, today)
    town = town_of(files)
    made = {f"{sheet.code}.{language}.pdf": pdf_of([sheet], words, town, today) for sheet in sheets}
    return {f"all.{language}.pdf": pdf_of(sheets, words, town, today), **made}


def sheets_of(files: Mapping[str, bytes], language: Language, today: date) -> list[Sheet]:
    """Give the sheets in the order in which they are bound."""
    words = words_in(language)
    with TemporaryDirectory(prefix="porukalla-print-") as place:
        folder = Path(place)
        lay(files, folder)
        tree = read_contact_tree(folder / CONTACT_TREE)
        contact = read_contact(folder / "contact.toml")
        checklists = read_checklists(tree, folder / "checklists")
        return [
            help_lines(words, read_help_lines(folder / "help_lines.toml"), contact, today),
            phone_tree(words, tree, contact),
            *(checklist(words, tree, one, at) for at, one in enumerate(checklists, start=1)),
            call_log(words),
            request_form(
                words,
                read_payment_ways(folder / "payment.toml"),
                read_triage(folder / "triage.yaml").notice[language],
            ),
            volunteer_form(words),
        ]
