"""A team's own workbook, filled in: its looks and everything else stay, its marks become the plan's figures."""

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

from planner.analysis.report import PlanReport, build_report
from planner.analysis.view import PlanView
from planner.domain.errors import CancelledError, FileProblemError, UnreadableFileError
from planner.domain.plan import Plan
from planner.exporting.template.fill import fill_template
from planner.exporting.template.marks import list_marks, single_marks
from planner.exporting.workbook.content import WorkbookContent
from planner.resource_files import resource_path
from tests.exporting.conftest import PAYLOADS


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Write a workbook as a team would: a report sheet with marks, and another one with a chart and a formula."""
    import xlsxwriter

    path = tmp_path / "template.xlsx"
    book = xlsxwriter.Workbook(path)
    bold = book.add_format({"bold": True, "font_color": "#AA0000"})
    money, day, share = (book.add_format({"num_format": code}) for code in ("#,##0.00", "dd.mm.yyyy", "0.0%"))
    sheet = book.add_worksheet("Report")
    sheet.set_column(0, 0, 33)
    sheet.write("A1", "{{plan.name}}", bold)
    sheet.write("A2", "{{ sprint.name }} keeps {{capacity.reserve_share}} for debt")
    sheet.write("B2", "{{capacity.effective}}", money)
    sheet.write("C2", "{{plan.date}}", day)
    sheet.write("D2", "{{plan.date}}")
    sheet.write("E2", "{{reserve.target}}", share)
    sheet.write("A4", "{{sprints.name}}", bold)
    sheet.write("B4", "{{sprints.features}}", money)
    sheet.write_formula("B20", "=SUM(B4:B19)", money, 0)
    sheet.write("A22", "{{sprint.nmae}} and {{sprint.name}}")
    sheet.merge_range("A23:C23", "kept", bold)
    other = book.add_worksheet("Ours")
    other.write_row("A1", [1, 2, 3])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Ours!$A$1:$C$1"})
    other.insert_chart("A3", chart)
    other.insert_textbox("F3", "a shape that no spreadsheet library keeps")
    book.define_name("ballast_sprint_promise", "=Ours!$E$1")
    book.define_name("ballast_nonsense", "=Ours!$E$2")
    book.close()
    return path


def filled(path: Path) -> Any:
    import openpyxl

    return openpyxl.load_workbook(path)


def test_marks_become_values_in_the_cells_own_format(template: Path, sample_report: PlanReport, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    fill_template(sample_report, template, out)
    sheet = filled(out)["Report"]
    steps = sample_report.outlooks[0]
    assert sheet["A1"].value == "Payments platform"
    assert (sheet["A1"].font.b, sheet["A1"].font.color.rgb) == (True, "FFAA0000")
    assert sheet["A2"].value == "S15 keeps 25 % for debt"
    assert sheet["B2"].value == pytest.approx(steps.effective_pd)
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["C2"].value.date() == sample_report.as_of
    assert sheet["D2"].value == "15 May 2026"  # a cell without a format of dates gets words
    assert sheet["E2"].value == 0.25
    assert sheet.column_dimensions["A"].width == pytest.approx(33, abs=1)


def test_a_list_goes_on_below_in_the_look_of_its_first_row(
    template: Path, sample_report: PlanReport, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    fill_template(sample_report, template, out)
    sheet = filled(out)["Report"]
    names = [entry.sprint.name for entry in sample_report.outlooks]
    assert [sheet.cell(4 + at, 1).value for at in range(len(names))] == names
    features = [sheet.cell(4 + at, 2) for at in range(len(names))]
    assert [cell.value for cell in features] == pytest.approx([entry.feature_pd for entry in sample_report.outlooks])
    assert {cell.number_format for cell in features} == {"#,##0.00"}
    assert sheet["A10"].value is None
    assert sheet["B20"].value == "=SUM(B4:B19)"


def test_everything_else_stays_letter_by_letter(template: Path, sample_report: PlanReport, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    fill_template(sample_report, template, out)
    with ZipFile(template) as before, ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        same = {name for name in before.namelist() if before.read(name) == after.read(name)}
        assert set(before.namelist()) - same == {
            "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
        }  # fmt: skip
        assert b"a shape that no spreadsheet library keeps" in after.read("xl/drawings/drawing1.xml")
    assert "A23:C23" in {str(area) for area in filled(out)["Report"].merged_cells.ranges}


def test_named_cells_are_filled_and_what_is_unknown_is_listed_and_left(
    template: Path, sample_report: PlanReport, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    issues = fill_template(sample_report, template, out)
    book = filled(out)
    assert book["Ours"]["E1"].value == pytest.approx(sample_report.outlooks[0].promise)
    assert book["Report"]["A22"].value == "{{sprint.nmae}} and S15"
    assert [(issue.sheet, issue.row, issue.column, issue.value) for issue in issues] == [
        ("Report", 22, "A", "{{sprint.nmae}}"),
        ("Ours", 2, "E", "{{nonsense}}"),
    ]
    assert "Is sprint.name meant?" in issues[0].note


def test_a_list_never_writes_over_what_stands_below(sample_report: PlanReport, tmp_path: Path) -> None:
    import openpyxl

    template, out = tmp_path / "tight.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"], book["Sheet"]["A4"] = "{{items.key}}", "signed by"
    book.save(template)
    (issue,) = fill_template(sample_report, template, out)
    sheet = filled(out).active
    keys = [item.key for item in sample_report.plan.backlog[:3]]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [*keys, "signed by"]
    assert (issue.code, issue.note) == (
        "no-room",
        "3 of 229 rows fit above what stands below; leave more empty rows.",
    )


def test_texts_of_the_plan_stay_text_in_a_template(full_plan: Plan, tmp_path: Path) -> None:
    import openpyxl

    template, out = tmp_path / "plain.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"], book["Sheet"]["B1"] = "{{items.title}}", "about {{items.title}}"
    book.save(template)
    first = replace(full_plan.backlog[0], depends_on=())
    items = tuple(replace(first, key=f"K-{at}", title=text) for at, text in enumerate(PAYLOADS))
    plan = replace(full_plan, backlog=items, debt=(), scenarios=())
    fill_template(build_report(PlanView(plan, today=date(2026, 5, 18))), template, out)
    with ZipFile(out) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert not re.search(rb"<f\b|hyperlink", sheet)
    cells = filled(out).active
    plain = [text.replace("\r\n", "\n").replace("\r", "\n") for text in PAYLOADS]
    assert [cells.cell(row, 1).value for row in range(1, len(plain) + 1)] == plain
    assert [cells.cell(row, 2).value for row in range(1, len(plain) + 1)] == [f"about {text}" for text in plain]


def test_no_template_and_no_room_on_the_disk_leave_the_old_file(
    template: Path, sample_report: PlanReport, tmp_path: Path
) -> None:
    out, text = tmp_path / "out.xlsx", tmp_path / "text.xlsx"
    out.write_bytes(b"old")
    text.write_text("no workbook")
    for path, error in ((tmp_path / "none.xlsx", FileProblemError), (text, UnreadableFileError)):
        with pytest.raises(error):
            fill_template(sample_report, path, out)
    text.write_bytes(template.read_bytes()[:2000])
    with pytest.raises(UnreadableFileError):
        fill_template(sample_report, text, out)

    def stop(done: int, total: int = 0, note: str = "") -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        fill_template(sample_report, template, out, report_progress=stop)
    assert out.read_bytes() == b"old"


def test_every_mark_is_described_in_the_help(sample_report: PlanReport) -> None:
    words = (resource_path("help") / "template.md").read_text(encoding="utf-8")
    content = WorkbookContent(sample_report)
    lists = {f"{name}.{field}" for name, rows in list_marks(content).items() for field in rows[0]}
    described = set(re.findall(r"`\{\{([\w.]+)\}\}`", words))
    assert described == {*single_marks(content), *lists}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_a_filled_template(template: Path, sample_report: PlanReport, tmp_path: Path) -> None:
    import openpyxl

    fill_template(sample_report, template, tmp_path / "filled.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "filled.xlsx")]
    subprocess.run(["soffice", profile, "--headless", *target], check=True, capture_output=True, timeout=300)
    book = openpyxl.load_workbook(BytesIO((tmp_path / "out" / "filled.xlsx").read_bytes()), data_only=True)
    features = sum(entry.feature_pd for entry in sample_report.outlooks)
    assert book["Report"]["B20"].value == pytest.approx(features)
