"""``inspect FILE``: how a file was understood; changes nothing."""

import argparse
from pathlib import Path
from typing import Any

from planner.cli.terminal import print_json, progress, table
from planner.importing import inspect

_MOST_ISSUES = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="an export of a tracker, or any sheet")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook; by default the likeliest")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print what the file is, its columns, its history and its issues."""
    answer = inspect(options.file, sheet=options.sheet, report=progress()).to_json()
    if options.json:
        print_json(answer)
        return 0
    print("\n\n".join(part for part in (_about(answer), _columns(answer), _history(answer), _issues(answer)) if part))
    return 0


def _about(answer: dict[str, Any]) -> str:
    where = [f"sheet {answer['sheet']}"] if answer["sheet"] else []
    where += [str(answer[name]) for name in ("encoding", "delimiter") if answer[name] and answer[name] != "\t"]
    layout = f", laid out as {answer['profile']}" if answer["profile"] != "none" else ""
    estimate, sprints = answer["estimate"], answer["sprints"]
    lines = [f"{answer['file']}: {answer['kind']}{layout} ({', '.join(where) or 'text'})", f"{answer['items']} items"]
    if estimate["filled"]:
        lines.append(f"{estimate['filled']} of them estimated, {estimate['sum']:g} {estimate['unit']} in all")
    if sprints["filled"]:
        lines.append(f"{sprints['filled']} of them in {sprints['distinct']} sprints")
    if answer["debt_items"]:
        lines.append(f"{answer['debt_items']} of them look like technical debt")
    return "\n".join(lines)


def _columns(answer: dict[str, Any]) -> str:
    rows = [(name, ", ".join(headers)) for name, headers in answer["columns"].items() if headers]
    return table(("becomes", "column in the file"), rows) if rows else "No column of a backlog was recognised."


def _history(answer: dict[str, Any]) -> str:
    rows = [
        (
            sprint["name"],
            sprint["start"] or "",
            sprint["end"] or "",
            f"{sprint['committed']:g}",
            f"{sprint['completed']:g}",
            f"{sprint['carried']:g}",
        )
        for sprint in answer["history"]
    ]
    return table(("sprint", "from", "to", "committed", "completed", "carried"), rows) if rows else ""


def _issues(answer: dict[str, Any]) -> str:
    issues = answer["issues"]
    lines = [issue_text(issue) for issue in issues[:_MOST_ISSUES]]
    if len(issues) > _MOST_ISSUES:
        lines.append(f"and {len(issues) - _MOST_ISSUES} more; --json lists all")
    return "\n".join(lines)


def issue_text(issue: dict[str, Any]) -> str:
    """Return an issue of the public JSON as one line: where, what was found, what was done."""
    where = [issue["sheet"], f"row {issue['row']}" if issue["row"] else "", issue["column"]]
    value = f' "{issue["value"]}"' if issue["value"] else ""
    return f"{', '.join(part for part in where if part) or 'file'}:{value} {issue['message']}"
