"""Real exports beside the project, when they are there: every field of the list of truths."""

import csv
from pathlib import Path

import pytest

from planner.importing import inspect

EXPORTS = Path(__file__).parents[2].parent / "shared" / "data" / "exports"
if not EXPORTS.is_dir():
    EXPORTS = Path(__file__).parents[3].parent / "shared" / "data" / "exports"
TRUTH = EXPORTS / "truth.tsv"
ROWS = list(csv.DictReader(TRUTH.read_text(encoding="utf-8").splitlines(), delimiter="\t")) if TRUTH.is_file() else []


@pytest.mark.skipif(not ROWS, reason="the real exports are not beside the project")
@pytest.mark.parametrize("truth", ROWS, ids=[row["shared_file"] for row in ROWS])
def test_a_real_export_is_understood(truth: dict[str, str]) -> None:
    found = inspect(EXPORTS / truth["shared_file"])
    expected = {
        "items": int(truth["expected_rows"]),
        "header_row": int(truth["header_row"]),
        "columns": [truth[f"{field}_col"] for field in ("id", "title", "status", "estimate", "sprint")],
        "estimate": (int(truth["est_filled"] or 0), float(truth["est_sum"] or 0)),
        "sprints": (int(truth["sprint_filled"] or 0), int(truth["distinct_sprints"] or 0)),
    }
    assert expected == {
        "items": found.items,
        "header_row": found.header_row,
        "columns": ["|".join(found.columns[field]) for field in ("id", "title", "status", "estimate", "sprint")],
        "estimate": (found.estimate.filled, found.estimate.sum),
        "sprints": (found.sprints.filled, found.sprints.distinct),
    }
    assert (found.kind == "other") == (truth["kind"] == "negative")
