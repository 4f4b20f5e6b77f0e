"""Leave into a plan: whose it is, and nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import combining, normalize

from planner.domain.calendar import ONE_DAY, Holiday, HolidaySet, Period
from planner.domain.edits import AddAbsence, ChangeMember, SetHolidays
from planner.domain.issue import Issue
from planner.domain.plan import Edit, Plan
from planner.domain.team import Absence, Member, Team
from planner.importing.leave_rows import LeaveRow, read_leave


def with_leave_from(plan: Plan, path: Path) -> tuple[Plan, tuple[Issue, ...]]:
    """Return the plan with the leave of a file, and what could not be taken; known entries are not added twice.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be read or holds no leave.
    """
    rows, issues = read_leave(path)
    known = {(entry.member_id, entry.period, entry.share) for entry in plan.team.absences}
    taken = {entry.id for entry in plan.team.absences}
    for row in rows:
        member = person_called(row.person, plan.team.members)
        if member is None:
            note = "Nobody in the team has this name; the leave is left out."
            issues.append(Issue("unknown-person", row=row.row, value=row.person, note=note))
            continue
        period = Period(row.first, row.last + ONE_DAY)
        if (member.id, period, row.share) in known:
            continue
        name = _free_id(taken)
        absence = Absence(name, member.id, period, share=row.share, kind=row.kind, note=row.note)
        plan = AddAbsence(absence).apply(plan)
        known.add((member.id, period, row.share))
        taken.add(name)
    return plan, tuple(issues)


def new_holidays(known: HolidaySet, rows: Iterable[LeaveRow]) -> tuple[Holiday, ...]:
    """Return the days of some rows that a list of holidays lacks, in date order; a day counts once."""
    taken = {entry.day for entry in known.holidays}
    spans = [(row, Period(row.first, row.last + ONE_DAY)) for row in rows]
    found = {day: Holiday(day, row.person, row.share) for row, span in reversed(spans) for day in span.days()}
    return tuple(found[day] for day in sorted(found.keys() - taken))


def holiday_edits(team: Team, place: HolidaySet, fresh: Sequence[Holiday]) -> tuple[Edit, ...]:
    """Return the edits that add days to the holidays of a place; a new place is that of everybody without one."""
    if not fresh:
        return ()
    days = tuple(sorted((*place.holidays, *fresh), key=lambda entry: entry.day))
    edits: list[Edit] = [SetHolidays(replace(place, holidays=days))]
    if all(known.id != place.id for known in team.holiday_sets):
        homeless = (member for member in team.members if not member.place)
        edits += [ChangeMember(replace(member, place=place.id)) for member in homeless]
    return tuple(edits)


def person_called(name: str, members: Sequence[Member]) -> Member | None:
    """Return the only member whose name, alias or first name it is, or whose name stands in the text."""
    wanted = plain_name(name)
    for fits in (_is_called, _has_first_name, _has_initial, _is_named_in):
        found = [member for member in members if fits(member, wanted)]
        if len(found) == 1:
            return found[0]
    return None


def _is_called(member: Member, wanted: str) -> bool:
    return wanted in {plain_name(text) for text in (member.name, member.id, *member.aliases)}


def _has_first_name(member: Member, wanted: str) -> bool:
    return plain_name(member.name).partition(" ")[0] == wanted


def _has_initial(member: Member, wanted: str) -> bool:
    """Tell whether a text is the surname with the first letter of the first name, in either order: ``P. Nair``."""
    first, _, last = plain_name(member.name).partition(" ")
    words = sorted(wanted.replace(".", " ").split(), key=len)
    return bool(last) and words == sorted((first[:1], last), key=len)


def _is_named_in(member: Member, wanted: str) -> bool:
    return plain_name(member.name) in wanted


def plain_name(text: str) -> str:
    """Return a name without accents, case and the address behind it; ``Last, First`` is turned round.

    >>> plain_name("Rivera, Tomás"), plain_name("Tomás Rivera <t.rivera@payments.example>")
    ('tomas rivera', 'tomas rivera')
    """
    bare = text.partition("<")[0].strip()
    last, comma, first = bare.partition(",")
    bare = f"{first.strip()} {last.strip()}" if comma else bare
    return "".join(letter for letter in normalize("NFKD", bare.casefold()) if not combining(letter))


def _free_id(taken: set[str]) -> str:
    number = len(taken) + 1
    while f"leave-{number}" in taken:
        number += 1
    return f"leave-{number}"
