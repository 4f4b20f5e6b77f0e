"""A spreadsheet program that calculates everything anew comes to the cached values, and to the app's for changes."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from planner.analysis.capacity import CapacityBreakdown, capacity_of
from planner.exporting.workbook.content import WorkbookContent

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


def features(book: Any, sprints: int) -> list[tuple[float, float]]:
    sheet = book["Capacity"]
    top = next(cell.row for cell in sheet["B"] if cell.value == "Sprint")
    return [(sheet.cell(top + at, 16).value, sheet.cell(top + at, 17).value) for at in range(1, sprints + 1)]


def test_a_changed_reserve_focus_and_leave_cell_give_what_the_app_gives(
    sample_book: bytes, sample_content: WorkbookContent, tmp_path: Path
) -> None:
    import openpyxl

    changed = openpyxl.load_workbook(BytesIO(sample_book))
    inputs = {row[2].value: row[1] for row in changed["Assumptions"].iter_rows(min_row=5, max_row=10)}
    inputs["reserve_share"].value = 0.30
    inputs["focus"].value = 0.60
    out = BytesIO()
    changed.save(out)
    plan = sample_content.plan
    heads = replace(plan.team.overheads, focus=0.60)
    policy = replace(plan.policy, target=0.30)
    after = replace(plan, policy=policy, team=replace(plan.team, overheads=heads))
    wanted = [capacity_of(after, sprint) for sprint in plan.coming_sprints()]
    found = features(recalculated(out.getvalue(), tmp_path), len(wanted))
    assert found == [pytest.approx(_pair(part)) for part in wanted]


def _pair(part: CapacityBreakdown) -> tuple[float, float]:
    return (part.steps.reserve_pd, part.steps.feature_pd)
