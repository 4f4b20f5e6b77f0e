"""``check PLAN``: whether a plan file is sound."""

import argparse

from planner.cli.opening import add_plan, open_plan
from planner.cli.terminal import print_json
from planner.domain.check import check_plan
from planner.domain.issue import Issue, Severity


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print every finding; 1 when one of them breaks a rule of the plan."""
    opened = open_plan(options.plan)
    issues = check_plan(opened.plan)
    sound = not any(issue.severity is Severity.STOP for issue in issues)
    if options.json:
        print_json({"file": str(options.plan), "sound": sound, "issues": [issue_json(issue) for issue in issues]})
    elif issues:
        print("\n".join(f"{issue.sheet}: {issue.code} {issue.value} {issue.note}".rstrip() for issue in issues))
    else:
        plan = opened.plan
        counts = f"{len(plan.backlog)} items, {len(plan.sprints)} sprints, {len(plan.team.members)} people"
        print(f"{options.plan}: sound. {counts}, {len(plan.debt)} debt items.")
    return 0 if sound else 1


def issue_json(issue: Issue) -> dict[str, object]:
    """Return an issue with the keys of the public JSON."""
    return {
        "code": issue.code,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "value": issue.value,
        "message": issue.note,
    }
