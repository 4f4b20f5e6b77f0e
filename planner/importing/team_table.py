"""A team out of a sheet with one person per row."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from planner.domain.calendar import WeekPattern
from planner.domain.team import Member, Team
from planner.importing.dates import parse_dates
from planner.importing.people_columns import people_table
from planner.importing.preflight import unreadable
from planner.importing.values import parse_number, split_list

WORDS = {
    "name": ("name", "person", "member", "team member", "employee", "full name", "mitarbeiter", "nom", "nombre"),
    "share": ("fte", "share", "share of time", "availability", "percent", "%", "capacity", "workload", "pensum"),
    "place": ("place", "location", "country", "office", "region", "calendar", "standort", "land", "pays"),
    "skills": ("skills", "skill", "roles", "role", "competences"),
    "off": ("days off", "day off", "off", "free days", "free day"),
    "joined": ("joined", "start", "start date", "from", "since"),
    "left": ("left", "end", "end date", "until", "to"),
    "alias": ("account", "user", "user name", "username", "login", "e mail", "email", "mail", "alias"),
}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERCENT = 100.0


def read_team(path: Path) -> Team:
    """Return the people of a sheet, in its order.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When it cannot be read, or names nobody.
    """
    table = people_table(path, WORDS, what="a team")
    joined, left = (parse_dates(table.cells(field)).values for field in ("joined", "left"))
    columns = [table.texts(field) for field in ("name", "share", "place", "skills", "off", "alias")]
    members = [
        replace(_member(*texts), joined=first, left=last)
        for *texts, first, last in zip(*columns, joined, left, strict=True)
        if texts[0]
    ]
    if not members:
        raise unreadable(path, "it names nobody", "Write one person per row under the header Name.")
    return Team(members=tuple(_with_own_ids(members)))


def _member(name: str, share: str, place: str, skills: str, off: str, alias: str) -> Member:
    return Member(
        id=name.casefold(),
        name=name,
        place=place,
        fte=share_of_time(share),
        week=_week(off),
        skills=split_list(skills),
        aliases=(alias,) if alias else (),
    )


def share_of_time(text: str) -> float:
    """Return a part of full time written as a share or in percent; all of it where nothing sensible is written.

    >>> share_of_time("80 %"), share_of_time("0.8"), share_of_time("80"), share_of_time("")
    (0.8, 0.8, 0.8, 1.0)
    """
    number = parse_number(text.replace("%", "").strip(), decimal_comma="," in text)
    if number is None or not 0 < number <= _PERCENT:
        return 1.0
    return number / _PERCENT if number > 1 or "%" in text else number


def _week(off: str) -> WeekPattern:
    """Return the week without the weekdays that a cell names, such as ``Fri`` or ``Wednesday, Friday``."""
    named = (word.strip().casefold()[:3] for word in split_list(off))
    return WeekPattern.days_off(*(_WEEKDAYS.index(word) for word in named if word in _WEEKDAYS))


def _with_own_ids(members: Iterable[Member]) -> Iterable[Member]:
    seen: dict[str, int] = {}
    for member in members:
        seen[member.id] = seen.get(member.id, 0) + 1
        yield member if seen[member.id] == 1 else replace(member, id=f"{member.id} {seen[member.id]}")
