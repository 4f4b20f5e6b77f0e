"""Damaged calendars, histories, leave sheets and registers are read or refused in a sentence, never anything else."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from planner.domain.errors import PlannerError
from planner.importing import read_text
from planner.importing.debt_register import read_debt_register
from planner.importing.git_log import parse_git_log
from planner.importing.leave_rows import read_leave

CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ann\nDTSTART;TZID=X:20260706T090000\nDTEND:20260708T170000Z\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z;INTERVAL=2\nEXDATE:20260710T080000\nDURATION:P1DT4H\n"
    "RECURRENCE-ID:20260706\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"
)
HISTORY = (
    "commit 9f1c2d3e4f5a\nAuthor: Ada <a@x>\nDate: 2026-03-05\n\n    Fix\n\n"
    '5\t2\ta/{b => c}/x.py\n-\t-\t"c\\303\\251.png"\n'
)
SOUND = (
    CALENDAR,
    HISTORY,
    "Name;Von;Bis;Art\nAnn;06.07.2026;24.07.2026;Urlaub\nBo;2026-01-01;2026-13-01;half\n",
    "Name,2026-07-06,2026-07-07,2026-07-08,2026-07-09\nAnn,x,0.5,8,K\nBo,,½,HO,\n",
    ",Juli,,,,\n,29,30,31,1,2\nAnn 2026,x,x,,x,x\n",
    "ID,Title,Principal (pd),Interest per sprint (h)\nX-1,Driver,12 (8-20),1\nX-2,B,4-9,0.5\n",
)
LETTERS = "0123456789=;,:\n\t\"'{}=>-/ PTDZabFREQxX½年月\x00é"
READERS: tuple[Callable[[str], object], ...] = (
    lambda text: parse_git_log(text).folders(),
    read_leave,
    lambda text: read_debt_register(text, registered_on=date(2026, 1, 1)),
    read_text,
)


def damaged(chance: Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 12)):
        place, kind = chance.randrange(len(letters) + 1), chance.random()
        if kind < 0.5:
            letters[place : place + 1] = chance.choice(LETTERS)
        elif kind < 0.75:
            del letters[place : place + chance.randint(1, 8)]
        else:
            start = chance.randrange(len(letters) + 1)
            letters[place:place] = letters[start : start + chance.randint(1, 40)]
    return "".join(letters)


@pytest.mark.parametrize("sound", SOUND, ids=("calendar", "history", "leave", "days", "months", "register"))
def test_damage_is_read_or_refused_in_a_sentence(sound: str) -> None:
    chance = Random(sound)  # noqa: S311 - the same damage in every run
    refused = read = 0
    for _ in range(40):
        text = damaged(chance, sound)
        for reader in READERS:
            try:
                reader(text)
                read += 1
            except PlannerError:
                refused += 1
    assert refused + read == 160
    assert read > 0
