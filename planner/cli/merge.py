"""``import PLAN FILE...``: merge exports into a plan, one snapshot per file."""

import argparse
from pathlib import Path
from typing import Any

from planner.cli.check import issue_json
from planner.cli.create import read_plannable
from planner.cli.forecast import day_of
from planner.cli.inspection import issue_text
from planner.cli.landing import Landed, land
from planner.cli.opening import add_plan, open_plan, save_plan
from planner.cli.terminal import print_json, progress, table
from planner.domain.plan import Plan
from planner.importing import read_backlog
from planner.importing.merge import preview_import, remembered_mapping
from planner.importing.preview import Difference, DifferenceKind, ImportPreview, Side
from planner.importing.reading import ImportedBacklog

_WORDS = {
    DifferenceKind.NEW: "new",
    DifferenceKind.CHANGED_IN_FILE: "changed",
    DifferenceKind.EDITED_HERE: "edited here",
    DifferenceKind.CONFLICT: "both",
    DifferenceKind.GONE: "gone",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="exports, oldest first")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    parser.add_argument("--on", metavar="DATE", help="the day of the exports; by default the plan's today")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Merge every file in turn; all of them or none."""
    opened = open_plan(options.plan)
    taken_on = opened.today if options.on is None else day_of(options.on)
    plan, previews = opened.plan, []
    elsewhere: list[Landed] = []
    for path in options.files:
        landed = land(path, plan, taken_on=taken_on)
        if landed is not None:
            plan = landed.plan
            elsewhere.append(landed)
            continue
        preview = preview_import(plan, _read(path, plan), taken_on=taken_on)
        plan = preview.to_edit().apply(plan)
        previews.append((path, preview))
    if not options.dry_run:
        save_plan(plan, options.plan)
    if options.json:
        print_json(
            {
                "plan": str(options.plan),
                "written": not options.dry_run,
                "files": [_json(*entry) for entry in previews],
                "elsewhere": [landed.to_json() for landed in elsewhere],
            }
        )
    else:
        print("\n\n".join([*(_text(*entry) for entry in previews), *map(str, elsewhere)]))
        print(f"\n{'Nothing was written.' if options.dry_run else f'Written to {options.plan}.'}")
    return 0


def _read(path: Path, plan: Plan) -> ImportedBacklog:
    """Return a file as it is understood, with the columns as they were mapped the last time."""
    imported = read_plannable(path)
    mapping = remembered_mapping(plan, imported.header_signature)
    found = {column.index: column.field for column in imported.mapping if column.field}
    if mapping is None or mapping == found:
        return imported
    return read_backlog(path, mapping=mapping, report=progress())


def _json(path: Path, preview: ImportPreview) -> dict[str, Any]:
    return {
        "file": path.name,
        "counts": {kind.value: count for kind, count in preview.counts().items()},
        "differences": [
            {
                "id": entry.key,
                "kind": entry.kind.value,
                "field": entry.group,
                "here": entry.here,
                "in_file": entry.in_file,
                "kept": entry.default_side.value,
            }
            for entry in preview.differences
        ],
        "closed_sprints": [sprint.name for sprint in preview.closed_sprints],
        "coming_sprints": [sprint.name for sprint in preview.open_sprints],
        "issues": [issue_json(issue) for issue in preview.issues],
    }


def _text(path: Path, preview: ImportPreview) -> str:
    counts = preview.counts()
    sentence = ", ".join(f"{counts[kind]} {word}" for kind, word in _WORDS.items())
    lines = [f"{path.name}: {len(preview.incoming)} items. {sentence}."]
    shown = [entry for entry in preview.differences if entry.kind is not DifferenceKind.EDITED_HERE]
    if shown:
        lines.append(table(("item", "what", "field", "here", "in the file", "kept"), [_row(entry) for entry in shown]))
    lines += [issue_text(issue_json(issue)) for issue in preview.issues]
    return "\n".join(lines)


def _row(entry: Difference) -> tuple[str, ...]:
    kept = "file" if entry.default_side is Side.FILE else "plan"
    return entry.key, _WORDS[entry.kind], entry.group, entry.here[:32], entry.in_file[:32], kept
