"""A short project: three days of the shipped one, with a few of everybody."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Final

from deploy.seeding.script import PROJECTS, Script, read_script

SHIPPED: Final = PROJECTS / "porukalla-2020"
NUMBER: Final = 7
_ORGANISATIONS: Final = ("leipasilta", "kuunteleva", "savelma")
_SLIPPING: Final = "Ruokakassit, Anttola"
"""On the first day, and corrected on the next."""
_TITLES: Final = (_SLIPPING, "Ruokakassit, Mikkeli torstai", "Ruokakassit, Hirvensalmi")


def short_network(folder: Path) -> Path:
    """Give its own files: the period of its report is over when it ends."""
    shutil.copytree(SHIPPED / "network", folder)
    file = folder / "projects.toml"
    file.write_text(
        file.read_text("utf-8").replace("last = 2020-10-31", "last = 2020-04-17"), "utf-8"
    )
    return folder


def short_script() -> Script:
    """Give it: each door of the play is used, and most of them once or twice."""
    whole = read_script(SHIPPED)
    day = whole.first + timedelta(days=1)
    bought = whole.purchase[0].model_copy(
        update={"first": day, "weekday": day.isoweekday(), "quantity": 2}
    )
    slips = {_SLIPPING: {"slips": (whole.first,)}}
    lines = tuple(
        each.model_copy(update=slips.get(each.title, {}))
        for each in whole.activity
        if each.title in _TITLES
    )
    return whole.model_copy(
        update={
            "last": whole.first + timedelta(days=2),
            "organisation": tuple(e for e in whole.organisation if e.key in _ORGANISATIONS),
            "activity": lines,
            "purchase": (bought,),
            "requests": whole.requests.model_copy(update={"a_week": (6,)}),
            "phone": whole.phone.model_copy(update={"a_week": (4,), "missed_a_week": (2,)}),
            "volunteers": whole.volunteers.model_copy(update={"a_week": (5,)}),
        }
    )
