"""``backtest FILE``: how the forecaster would have done on a history."""

import argparse
import math
from pathlib import Path
from typing import Any

from planner.analysis.calibration.backtest import BacktestRow, OwnRecord, SprintHistory, backtest_histories, own_records
from planner.analysis.calibration.histories import parse_histories
from planner.analysis.calibration.words import PUBLIC_LABEL, is_telling, public_rows, warning_sentences
from planner.analysis.scenes.calibration_marks import score_sentence
from planner.cli.opening import open_plan
from planner.cli.terminal import percent, print_json, progress, table
from planner.domain.errors import InvalidValueError, MissingInputError
from planner.domain.plan import Plan
from planner.importing import inspect
from planner.storage.atomic import read_bytes
from planner.storage.plan_file import SUFFIX

NAMES = {
    "model": "this forecast",
    "resample-all": "resampling all sprints",
    "resample-last-8": "resampling the last 8",
    "last-three": "average of the last three",
}
_FIGURES = ("cal_error", "in80", "in90", "ge85", "rel_crps", "release_error")
_FEWEST = 4
_TEAMS_FOR_GATES = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="sprints with completed_points, an export, or a plan")
    parser.add_argument("--unit", choices=("points", "items"), default="points")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print the record of each team and the figures over all of them."""
    histories = _histories(options.file, unit=options.unit)
    report = progress()
    rows = backtest_histories(histories, report=report)
    single = histories[0].completed if len(histories) == 1 else ()
    records = own_records(single, report=report) if len(single) >= _FEWEST else ()
    if not rows and not any(record.scored for record in records):
        raise MissingInputError("a history long enough", f"{options.file} needs a team with at least 4 sprints")
    if options.json:
        print_json(_answer(options, histories, rows, records))
    else:
        print("\n\n".join(part for part in (_records_text(records), _rows_text(rows)) if part))
    return 0


def _histories(path: Path, *, unit: str) -> tuple[SprintHistory, ...]:
    if path.suffix == SUFFIX:
        return (_of_plan(open_plan(path).plan, unit=unit),)
    if path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        try:
            return parse_histories(read_bytes(path).decode("utf-8-sig", errors="replace"), unit=unit)
        except InvalidValueError as error:
            if error.field != "columns":
                raise
    closed = [sprint for sprint in inspect(path).history if sprint.closed]
    done = tuple(float(sprint.completed_items if unit == "items" else sprint.completed) for sprint in closed)
    if not done:
        raise MissingInputError(
            "a sprint history", f"{path} names no closed sprints and has no column completed_{unit}"
        )
    return (SprintHistory(path.stem, done),)


def _of_plan(plan: Plan, *, unit: str) -> SprintHistory:
    kept = [
        sprint.actuals for sprint in plan.closed_sprints() if sprint.actuals and not sprint.actuals.excluded_because
    ]
    counts = [entry.completed_items if unit == "items" else entry.completed for entry in kept]
    return SprintHistory(plan.name, tuple(float(count) for count in counts if count is not None))


def _answer(
    options: argparse.Namespace,
    histories: tuple[SprintHistory, ...],
    rows: tuple[BacktestRow, ...],
    records: tuple[OwnRecord, ...],
) -> dict[str, Any]:
    return {
        "file": options.file.name,
        "unit": options.unit,
        "teams": len(histories),
        "sprints": sum(len(history.completed) for history in histories),
        "rows": [_row_json(row) for row in rows],
        "own": [
            {
                "horizon": record.horizon,
                "method": record.method,
                "kept": record.kept,
                "scored": record.scored,
                "warnings": list(record.warnings),
            }
            for record in records
        ],
        "finding": score_sentence(records) if records else None,
        "public": not is_telling(records) if records else None,
    }


def _row_json(row: BacktestRow) -> dict[str, Any]:
    figures = {name: getattr(row.figures, name) for name in _FIGURES}
    return {
        "horizon": row.horizon,
        "method": row.method,
        "forecasts": row.forecasts,
        "teams": row.teams,
        **{name: value if math.isfinite(value) else None for name, value in figures.items()},
        "gates": row.gates,
        "passed": row.passed,
    }


def _records_text(records: tuple[OwnRecord, ...]) -> str:
    rows = [
        (NAMES.get(record.method, record.method), str(record.horizon), f"{record.kept} of {record.scored}")
        for record in records
        if record.scored
    ]
    if not rows:
        return ""
    parts = [
        f"{score_sentence(records)}.",
        "How often its 85 % came true on this history\n" + table(("method", "sprints ahead", "came true"), rows),
        *warning_sentences(records),
    ]
    if not is_telling(records):
        public = [(row.method, row.one, row.three, row.six) for row in public_rows()]
        parts.append(f"{PUBLIC_LABEL}\n" + table(("method", "next sprint", "three ahead", "six ahead"), public))
    return "\n\n".join(parts)


def _rows_text(rows: tuple[BacktestRow, ...]) -> str:
    if not rows:
        return ""
    body = [
        (
            str(row.horizon),
            NAMES.get(row.method, row.method),
            str(row.forecasts),
            f"{100 * row.figures.cal_error:.1f}",
            percent(row.figures.in80),
            percent(row.figures.in90),
            percent(row.figures.ge85),
            f"{row.figures.rel_crps:.2f}",
            f"{100 * row.figures.release_error:.1f}",
            _passed(row),
        )
        for row in rows
    ]
    head = (
        "ahead",
        "method",
        "forecasts",
        "off by",
        "in 80 %",
        "in 90 %",
        "85 % true",
        "error",
        "release off by",
        "gate",
    )
    notes = (
        "off by: mean distance of stated from true frequencies, in points of a percent. in 80 %, in 90 %: how often\n"
        "the central range held. error: against resampling all sprints, smaller is sharper. gate: of public figures."
    )
    return f"{table(head, body)}\n{notes}"


def _passed(row: BacktestRow) -> str:
    if row.method != "model" or row.teams < _TEAMS_FOR_GATES:
        return ""
    missed = [name for name, passed in row.gates.items() if not passed]
    return "missed " + ", ".join(missed) if missed else "passed"
