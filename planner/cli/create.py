"""``new PLAN --from FILE...``: a plan from exports of a tracker."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.cli.check import issue_json
from planner.cli.debt import share_of
from planner.cli.forecast import day_of
from planner.cli.inspection import issue_text
from planner.cli.opening import save_plan
from planner.cli.terminal import print_json, progress
from planner.domain.edits import ChangeSettings
from planner.domain.errors import FileProblemError, InvalidValueError, MissingInputError, UnreadableFileError
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy
from planner.domain.settings import Unit
from planner.domain.team import Member, Team
from planner.importing import read_backlog
from planner.importing.leave import with_leave_from
from planner.importing.new_plan import new_plan_from
from planner.importing.reading import ImportedBacklog
from planner.importing.team_table import read_team

PLANNABLE = frozenset({"backlog", "history", "debt"})
_MOST_PEOPLE = 500
_MOST_SPRINT_DAYS = 60
_MOST_ISSUES = 8
_YEARS = range(1970, 2201)
_FOUND = {
    "leave": "it is a leave calendar, not a backlog",
    "debt-register": "it is a register of debt, not a backlog",
    "git-log": "it is a version history, not a backlog",
}
_REMEDIES = {
    "leave": "Give it with --leave.",
    "debt-register": "Make the plan first, then import the register into it.",
    "git-log": "Drop it on the window: the debt page shows where the code changes most.",
    "other": "Export the backlog with a title column and a row per item.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    units = [unit.value for unit in Unit]
    parser.add_argument("plan", metavar="PLAN", type=Path, help="the new plan, a .ballast file")
    parser.add_argument("--from", dest="files", metavar="FILE", type=Path, nargs="+", required=True, help="exports")
    parser.add_argument("--team", metavar="FILE", type=Path, help="a sheet with one person per row")
    parser.add_argument("--leave", metavar="FILE", type=Path, nargs="+", default=[], help="leave: a sheet or .ics")
    parser.add_argument("--people", metavar="N", type=int, help="a team of so many, named later")
    parser.add_argument("--velocity", metavar="N", type=float, help="work a sprint, where there is no history")
    parser.add_argument("--unit", choices=units, help="what the plan counts in; by default what the files tell")
    parser.add_argument("--sprint-days", metavar="N", type=int, default=10, help="working days of a sprint")
    parser.add_argument("--start", metavar="DATE", help="first day of the next sprint")
    parser.add_argument("--reserve", metavar="SHARE", help="debt reserve, such as 0.25")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Read the files, make the plan, write it."""
    _check(options)
    start = None if options.start is None else _first_day(options.start)
    imported = [read_plannable(path) for path in options.files]
    found: list[Issue] = []
    plan = new_plan_from(
        imported,
        options.plan.stem,
        taken_on=date.today(),  # noqa: DTZ011 - the user's own calendar day is meant
        unit=None if options.unit is None else Unit(options.unit),
        sprint_days=options.sprint_days,
        start=start,
        found=found,
    )
    plan, notes = _with_people(_with_choices(plan, options), options)
    if not plan.closed_sprints() and not plan.team.members and options.velocity is None:
        raise MissingInputError("how much is done in a sprint", "give --velocity, or a team and a history")
    save_plan(plan, options.plan)
    issues = [*found, *(issue for entry in imported for issue in entry.issues)]
    _say(options, plan, [*_gaps(plan), *notes], issues)
    return 0


def read_plannable(path: Path) -> ImportedBacklog:
    """Return a file as a backlog, a history or a debt register.

    Raises
    ------
    UnreadableFileError
        When it is something else, with where it belongs.
    """
    imported = read_backlog(path, report=progress())
    kind = imported.inspection.kind
    if kind not in PLANNABLE or not (imported.items or imported.history):
        found = _FOUND.get(kind, "no backlog was found in it")
        raise UnreadableFileError(str(path), found, _REMEDIES.get(kind, _REMEDIES["other"]))
    return imported


def _check(options: argparse.Namespace) -> None:
    if options.plan.exists():
        raise FileProblemError(str(options.plan), "it is there already; choose another name, or use import")
    if options.people is not None and not 1 <= options.people <= _MOST_PEOPLE:
        raise InvalidValueError("people", options.people, f"1 to {_MOST_PEOPLE}")
    if not 1 <= options.sprint_days <= _MOST_SPRINT_DAYS:
        raise InvalidValueError("sprint days", options.sprint_days, f"1 to {_MOST_SPRINT_DAYS}")


def _first_day(text: str) -> date:
    day = day_of(text)
    if day.year not in _YEARS:
        raise InvalidValueError("start", text, f"a day from {_YEARS[0]} to {_YEARS[-1]}")
    return day


def _with_choices(plan: Plan, options: argparse.Namespace) -> Plan:
    if options.velocity is not None:
        plan = ChangeSettings(replace(plan.settings, velocity=options.velocity)).apply(plan)
    if options.reserve is None:
        return plan
    target = share_of(options.reserve)
    default = ReservePolicy()
    policy = replace(default, floor=min(default.floor, target), target=target, ceiling=max(default.ceiling, target))
    return replace(plan, policy=policy)


def _with_people(plan: Plan, options: argparse.Namespace) -> tuple[Plan, list[str]]:
    if options.team is not None:
        plan = replace(plan, team=read_team(options.team))
    elif options.people:
        plan = replace(plan, team=Team(members=_people(plan, options.people)))
    notes: list[str] = []
    for path in options.leave:
        plan, issues = with_leave_from(plan, path)
        notes += dict.fromkeys(f"{path}: {issue.value or issue.column}: {issue.note}" for issue in issues)
    return plan, notes


def _people(plan: Plan, count: int) -> tuple[Member, ...]:
    """Return so many people: named after those who have work in the plan, in alphabetical order, then numbered."""
    busy = Counter(name for item in plan.backlog for name in item.assignees)
    names = sorted(name for name, _ in busy.most_common(count))
    names += [f"Person {number}" for number in range(len(names) + 1, count + 1)]
    return tuple(Member(f"person-{number}", name) for number, name in enumerate(names, start=1))


def _gaps(plan: Plan) -> list[str]:
    """Say what the plan goes without."""
    gaps = []
    if not plan.team.members:
        gaps.append("There is no team: the plan works from velocity, and capacity is not known.")
    if plan.settings.velocity is not None and plan.closed_sprints():
        gaps.append("The typed velocity is not used: the files hold a history of their own.")
    if not plan.closed_sprints():
        if plan.settings.velocity is None:
            gaps.append("There is no history and no velocity: give one in the settings before a forecast is asked for.")
        else:
            gaps.append("There is no history: the range of every forecast is wide.")
    if plan.settings.unit is Unit.ITEMS:
        gaps.append("There are no estimates: the plan counts items.")
    return gaps


def _say(options: argparse.Namespace, plan: Plan, notes: Sequence[str], issues: Sequence[Issue]) -> None:
    still_open = sum(item.is_open for item in plan.backlog)
    if options.json:
        print_json(
            {
                "plan": str(options.plan),
                "items": len(plan.backlog),
                "open_items": still_open,
                "unit": plan.settings.unit.value,
                "history_sprints": len(plan.closed_sprints()),
                "people": len(plan.team.members),
                "notes": list(notes),
                "issues": [issue_json(issue) for issue in issues],
            }
        )
        return
    print(
        f"{options.plan}: {len(plan.backlog)} items, {still_open} of them open, counted in {plan.settings.unit.value}; "
        f"{len(plan.closed_sprints())} closed sprints, {len(plan.coming_sprints())} to come, "
        f"{len(plan.team.members)} people."
    )
    for line in [*notes, *(issue_text(issue_json(issue)) for issue in issues[:_MOST_ISSUES])]:
        print(line)
    if len(issues) > _MOST_ISSUES:
        print(f"and {len(issues) - _MOST_ISSUES} more; inspect lists all")
