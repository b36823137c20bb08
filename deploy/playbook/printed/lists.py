"""What hangs on the wall: the phone tree, the checklists, and lines of help."""

from collections.abc import Sequence
from datetime import date

from deploy.playbook.checklists import Checklist
from deploy.playbook.contact_tree import Contact, ContactTree
from deploy.playbook.printed.sheets import Block, Sheet, alert, text, write
from deploy.playbook.printed.words import PrintedWords
from shared.help_lines import HelpLine, HelpLines
from shared.web.contact import EmergencyContact


def phone_tree(words: PrintedWords, tree: ContactTree, contact: EmergencyContact) -> Sheet:
    """Give who calls whom, with room for what is not known yet."""
    rows = [*tree.rows()]
    table = Block(
        kind="table",
        heads=[words.said[f"tree_{name}"] for name in ("who", "reach", "calls", "answered")],
        widths=(30, 30, 27, 13),
        large=1,
        rows=[_row(words, tree, row.contact) for row in rows],
        indents=[row.depth for row in rows],
        height=14,
    )
    own = f"{contact.network_name}: {contact.network_phone}"
    blocks = [text(words.said["tree_how"]), alert(own), table]
    return Sheet("phone-tree", words.said["tree"], blocks, foot=words.said["tree_safe"])


def checklist(words: PrintedWords, tree: ContactTree, one: Checklist, number: int) -> Sheet:
    """Give one checklist, a page by itself."""
    table = Block(
        kind="table",
        heads=["", words.said["step"], words.said["who"], words.said["done"]],
        widths=(5, 56, 22, 17),
        rows=[
            [
                str(place),
                step.text[words.language],
                tree.by_code[step.who].role[words.language],
                "",
            ]
            for place, step in enumerate(one.step, start=1)
        ],
        height=16,
    )
    title = one.title[words.language]
    blocks = [text(one.when[words.language]), table, write(words.said["notes"], lines=6)]
    return Sheet(f"checklist-{number}", title, blocks)


def help_lines(
    words: PrintedWords, lines: HelpLines, contact: EmergencyContact, today: date
) -> Sheet:
    """Give whom to ring besides us; the reader's own language comes first."""
    language = words.language
    ordered = sorted(lines.lines, key=lambda line: language.spoken not in line.languages)
    table = Block(
        kind="table",
        heads=[words.said[f"line_{name}"] for name in ("number", "what", "when")],
        widths=(24, 54, 22),
        large=0,
        rows=[_line(words, line, today) for line in ordered],
        height=0,
    )
    own = f"{words.said['own_phone']}, {contact.network_name}: {contact.network_phone}"
    unrung = [] if all(each.is_confirmed(today) for each in ordered) else [words.said["unrung"]]
    blocks = [text(words.said["lines_how"]), alert(own), table, *map(text, unrung)]
    return Sheet("help-lines", words.said["lines"], blocks)


def _row(words: PrintedWords, tree: ContactTree, contact: Contact) -> Sequence[str]:
    language = words.language
    role = f"{contact.role[language]}\n{contact.organisation[language]}"
    called = [tree.by_code[code].role[language] for code in contact.calls]
    calls = "; ".join(called) or words.said["tree_back"]
    return [role, f"{contact.person}\n{contact.number}".strip(), calls, ""]


def _line(words: PrintedWords, line: HelpLine, today: date) -> Sequence[str]:
    language = words.language
    parts = [line.name[language], line.note[language]]
    parts += [line.by_text[language]] if line.by_text else []
    number = line.number if line.is_confirmed(today) else f"{line.number} *"
    return [number, "\n".join(parts), line.hours[language]]
