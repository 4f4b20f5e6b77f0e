"""The people of the team, whose share of time and mentoring the capacity of every sprint is computed from."""

from typing import Final

from planner.domain.edits.team import MAX_PROJECTS
from planner.domain.plan import Plan
from planner.domain.team import Member
from planner.exporting.workbook.book import Cell, Sheet
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Head, write_table
from planner.exporting.workbook.words import day_text, percent

_HEADS: Final = (
    Head("Person", Look.STRONG, 34),
    Head("Share of time", Look.INPUT_SHARE, 14),
    Head("Mentoring pd", Look.INPUT, 20),
    Head("What else counts", Look.WRAPPED, 78),
    Head("Projects", Look.INPUT_WHOLE, 10),
    Head("No.", Look.WHOLE, 6),
)
_SHARE, _MENTORING, _PROJECTS, _NO = 1, 2, 4, 5
_NAMES: Final = {"people_share": _SHARE, "people_mentoring": _MENTORING, "people_projects": _PROJECTS, "people_no": _NO}
_RULES: Final = (
    (_SHARE, "decimal", 0.01, 1, "A share of time above 0, up to 1"),
    (_MENTORING, "decimal", 0, 366, "Person-days a sprint, from 0"),
    (_PROJECTS, "integer", 1, MAX_PROJECTS, f"A whole number from 1 to {MAX_PROJECTS}"),
)


def write(sheet: Sheet, plan: Plan, *, top: int) -> int:
    """Write the people and name their columns for formulas; return the last row."""
    members = plan.team.members
    sheet.text(top, 0, "People", Look.SECTION)
    sheet.widths((head.width for head in _HEADS[_PROJECTS:]), left=_PROJECTS)
    area = write_table(
        sheet,
        _HEADS,
        [_row(member, number) for number, member in enumerate(members, 1)],
        name="people",
        top=top + 1,
        identity=(_NO,),
        refs=[member.id for member in members],
    )
    for name, column in _NAMES.items():
        sheet.book.define_column(name, where=area.formula_range(column))
    for column, kind, lowest, highest, words in _RULES:
        rule = {"validate": kind, "criteria": "between", "minimum": lowest, "maximum": highest}
        note = {"error_title": "Not possible", "error_message": f"{words}."}
        sheet.raw.data_validation(area.first_row, column, area.last_row, column, {**rule, **note})
    return area.last_row


def _row(member: Member, number: int) -> tuple[Cell, ...]:
    return member.name, member.fte, member.mentoring_pd, _facts(member), member.projects, number


def _facts(member: Member) -> str:
    """Return what the plan knows about a person that is changed in the app, not here."""
    parts = [f"holidays of {member.place}"] if member.place else []
    if member.joined:
        parts.append(f"from {day_text(member.joined)}")
    if member.left:
        parts.append(f"until {day_text(member.left)}")
    if member.ramp:
        start = percent(member.ramp.start_share)
        parts.append(f"ramping up since {day_text(member.ramp.since)} from {start} over {member.ramp.sprints} sprints")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
