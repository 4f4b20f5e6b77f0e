"""A spreadsheet program that calculates everything anew comes to the cached values, and to the app's for changes."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.report import PlanReport
from planner.domain.calendar import Period
from planner.domain.edits.team import AddAbsence
from planner.domain.plan import Plan
from planner.domain.team import Absence

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def recalculated(content: bytes, folder: Path) -> Any:
    """Return the workbook after LibreOffice has calculated it, read by its values."""
    import openpyxl

    source, target = folder / "in.xlsx", folder / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return openpyxl.load_workbook(target / "in.xlsx", data_only=True)


def without_cached_values(content: bytes) -> bytes:
    """Return the workbook with the results of all formulas taken out, so that they must be calculated."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


def formulas(content: bytes) -> dict[tuple[str, str], Any]:
    """Return the cached value of every formula by sheet and cell."""
    import openpyxl

    written = openpyxl.load_workbook(BytesIO(content))
    cached = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): cached[sheet.title][cell.coordinate].value
        for sheet in written.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_every_cached_value_is_the_recalculated_one(sample_book: bytes, tmp_path: Path) -> None:
    known = formulas(sample_book)
    assert len(known) > 300
    found = recalculated(without_cached_values(sample_book), tmp_path)
    wrong = {
        where: (cached, found[where[0]][where[1]].value)
        for where, cached in known.items()
        if found[where[0]][where[1]].value != pytest.approx(cached, abs=1e-9)
    }
    assert wrong == {}


def features(book: Any) -> list[tuple[float, float]]:
    """Return reserve and feature days of each sprint."""
    where = book["Capacity"].tables["capacity_by_sprint"].ref
    head, *rows = ([cell.value for cell in row] for row in book["Capacity"][where])
    return [(row[head.index("Reserve")], row[head.index("Features")]) for row in rows]


def app_features(plan: Plan) -> list[Any]:
    breakdowns = [capacity_of(plan, sprint) for sprint in plan.coming_sprints()]
    return [pytest.approx((part.steps.reserve_pd, part.steps.feature_pd)) for part in breakdowns]


def test_changed_cells_give_what_the_app_gives_for_the_same_edits(
    sample_book: bytes, sample_report: PlanReport, tmp_path: Path
) -> None:
    import openpyxl

    plan = sample_report.plan
    # Tomás is still ramping up and is there on Wednesday 3 June, a whole day without duty; that day becomes leave.
    (newcomer,) = (member for member in plan.team.members if member.name == "Tomás Rivera")
    away = Absence("away", newcomer.id, Period(date(2026, 6, 3), date(2026, 6, 4)))
    before, after = capacity_of(plan, plan.sprints[15]), capacity_of(AddAbsence(away).apply(plan), plan.sprints[15])
    added = after.steps.leave_pd - before.steps.leave_pd
    assert plan.sprints[15].name == "S16"
    assert added == pytest.approx(1.0)
    changed = openpyxl.load_workbook(BytesIO(sample_book))
    inputs = {row[2].value: row[1] for row in changed["Assumptions"].iter_rows(min_row=5, max_row=10)}
    inputs["reserve_share"].value, inputs["focus"].value = 0.30, 0.60
    inputs["unplanned_share"].value, inputs["learning_share"].value = 0.10, 0.08
    rows = changed["Capacity"][changed["Capacity"].tables["capacity_by_person"].ref]
    (leave,) = (row[5] for row in rows if (row[1].value, row[2].value) == ("S16", newcomer.name))
    leave.value += added
    out = BytesIO()
    changed.save(out)
    edited = AddAbsence(away).apply(plan)
    heads = replace(edited.team.overheads, focus=0.60, unplanned_share=0.10, learning_share=0.08)
    edited = replace(edited, policy=replace(plan.policy, target=0.30), team=replace(edited.team, overheads=heads))
    assert features(recalculated(out.getvalue(), tmp_path)) == app_features(edited)
