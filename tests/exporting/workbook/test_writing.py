"""Writing: whole or not at all, stoppable, and without a trace of who made it."""

import errno
import os
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.report import PlanReport, build_report
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.errors import CancelledError, FileProblemError, InvalidValueError
from planner.domain.plan import Plan
from planner.exporting import excel_safe
from planner.exporting.workbook.book import Book
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.writer import SHEETS, workbook_bytes, write_workbook
from planner.ui.messages import error_sentence

TODAY = date(2026, 5, 18)


def test_a_full_disk_leaves_the_old_file_and_says_so_in_one_sentence(
    sample_report: PlanReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblemError) as caught:
        write_workbook(sample_report, target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]
    sentence = error_sentence(caught.value)
    assert "plan.xlsx" in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_read_only_folder_and_a_missing_one_are_said_in_one_sentence(
    sample_report: PlanReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")

    def refused(path: object, *_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with pytest.raises(FileProblemError):
        write_workbook(sample_report, tmp_path / "none" / "plan.xlsx")
    monkeypatch.setattr(os, "replace", refused)  # what a folder without rights, or a program that holds the file, says
    with pytest.raises(FileProblemError) as caught:
        write_workbook(sample_report, target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]
    assert "plan.xlsx" in error_sentence(caught.value)


def test_more_rows_than_a_sheet_holds_are_refused_and_nothing_is_cut(
    sample_report: PlanReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xlsxwriter.worksheet import Worksheet

    assert Worksheet().xls_rowmax == excel_safe.MAX_ROWS
    monkeypatch.setattr(excel_safe, "MAX_ROWS", 200)  # the sample's backlog has 229 items
    with pytest.raises(InvalidValueError) as caught:
        write_workbook(sample_report, tmp_path / "plan.xlsx")
    assert "at most 200, all that a sheet like Backlog holds" in error_sentence(caught.value)
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25, deadline=None)
@given(
    title=st.text(min_size=1, max_size=40).filter(lambda text: text.strip()),
    note=st.text(max_size=60),
    size=st.floats(min_value=0, max_value=1e9),
)
def test_any_text_and_size_comes_back_from_the_backlog_sheet(title: str, note: str, size: float) -> None:
    import openpyxl

    item = BacklogItem("K-1", title, estimate=Estimate.single(size), note=note)
    book = Book(("Backlog",))
    sheet = book.sheet("Backlog", colour="#000000")
    sheet.row(0, (item.title, item.note, size), (Look.TEXT, Look.TEXT, Look.NUMBER))
    found = [cell.value for cell in openpyxl.load_workbook(BytesIO(book.to_bytes()))["Backlog"][1]]
    assert found[:2] == [excel_safe.cell_text(text).text or None for text in (title, note)]
    assert found[2] == pytest.approx(size, rel=1e-14)  # the format keeps 16 digits


def test_stopping_leaves_the_old_file(sample_report: PlanReport, tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")

    def stop(done: int, total: int = 0, note: str = "") -> None:
        if note == "Velocity":
            raise CancelledError

    with pytest.raises(CancelledError):
        write_workbook(sample_report, target, report_progress=stop)
    assert target.read_bytes() == b"old"


def test_ten_thousand_items_report_their_progress_and_can_be_stopped(full_plan: Plan) -> None:
    items = tuple(BacklogItem(f"K-{at}", f"Item {at}", estimate=Estimate.single(3)) for at in range(10_000))
    content = build_report(PlanView(replace(full_plan, backlog=items, debt=(), scenarios=()), today=TODAY))
    heard: list[int] = []

    def listen(done: int, total: int = 0, note: str = "") -> None:
        if note == "Backlog":
            heard.append(done)
            if done > 3000:
                raise CancelledError

    with pytest.raises(CancelledError):
        workbook_bytes(content, report_progress=listen)
    assert len(heard) >= 6
    assert heard == sorted(heard)


def test_the_same_content_gives_the_same_bytes(sample_report: PlanReport, sample_book: bytes) -> None:
    assert workbook_bytes(sample_report)[0] == sample_book


def test_nothing_in_the_file_says_who_made_it_or_where(sample_book: bytes) -> None:
    with ZipFile(BytesIO(sample_book)) as parts:
        properties = parts.read("docProps/core.xml").decode() + parts.read("docProps/app.xml").decode()
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert "<dc:creator></dc:creator>" in properties
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties
    assert str(Path.cwd()).encode() not in everything
    assert b"externalLink" not in everything
    assert b'TargetMode="External"' not in everything


def test_an_empty_plan_makes_a_workbook_that_says_what_to_do(tmp_path: Path) -> None:
    import openpyxl

    write_workbook(build_report(PlanView(Plan(), today=TODAY)), tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)
    assert book["Summary"]["A1"].value == "Nothing is planned yet"
    assert book["Velocity"]["A2"].value == "Close a sprint, and its figures stand here for good."


def test_a_plan_without_history_has_capacity_but_no_promise(full_plan: Plan) -> None:
    bare = replace(full_plan, sprints=full_plan.sprints[1:], backlog=full_plan.backlog[:1], snapshots=())
    content = build_report(PlanView(bare, today=TODAY))
    assert content.forecast is None
    assert workbook_bytes(content)[1] == ()


def test_sheets_print_one_page_wide_and_keep_their_heads_in_sight(sample_book: bytes) -> None:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(sample_book))
    for sheet in (book[name] for name in SHEETS):
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None
        assert fit.fitToPage
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in {None, 1}  # one is what a missing figure means
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes is not None
        assert not sheet.sheet_view.showGridLines
        assert all(entry.autoFilter is not None for entry in sheet.tables.values())


def test_cells_that_people_type_into_take_only_what_makes_sense(sample_book: bytes) -> None:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(sample_book))
    rules = {
        (name, str(rule.sqref).partition(":")[0]): (rule.type, rule.formula1, rule.formula2)
        for name in SHEETS
        for rule in book[name].data_validations.dataValidation
    }
    assert rules["Assumptions", "B5"] == ("decimal", "0.0", "0.9")  # the reserve
    assert rules["Capacity", "H24"] == ("decimal", "0", "0.9")  # a sprint's own
    assert rules["Capacity", "R34"][0] == "decimal"  # days of a person
    assert rules["Backlog", "E5"][:2] == ("list", '"todo,in-progress,done,cancelled,gone"')
    assert rules["Backlog", "H5"][:2] == ("list", "coming_sprint_names")
    assert rules["Backlog", "F5"][0] == "decimal"
    assert book.defined_names["coming_sprint_names"].attr_text == "'Sprints'!$A$24:$A$29"
    assert book["Sprints"]["A24"].value == "S15"
