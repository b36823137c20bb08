"""The network's lines of help as if somebody had rung them on a day, or nobody ever."""

from datetime import date

from shared.help_lines import HelpLines, read_help_lines


def rung(on: date | None) -> HelpLines:
    """Give the lines of the file, in memory only: no test confirms a number."""
    who = {"verified_on": on, "verified_by": "Kokeilija" if on else ""}
    return HelpLines([line.model_copy(update=who) for line in read_help_lines().lines])
