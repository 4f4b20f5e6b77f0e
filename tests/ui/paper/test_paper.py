"""The report on paper: pages with heads, words that can be selected, charts as vectors, nothing live."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from planner.analysis.view import PlanView
from planner.domain.errors import CancelledError, FileProblemError
from planner.domain.plan import Plan
from planner.exporting.report.content import ReportContent, report_content
from planner.exporting.report.tables import NamedTable
from planner.ui.paper.ink import column_widths, wrapped
from planner.ui.paper.pages import ROOM, Block, packed
from planner.ui.paper.writer import Paper, pdf_bytes, write_pdf
from planner.ui.theme.tokens import DARK
from tests.exporting.conftest import PAYLOADS
from tests.exporting.told import odd_content, told
from tests.odd_plans import ODD_PLANS

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def words_of(content: bytes, folder: Path) -> str:
    (folder / "report.pdf").write_bytes(content)
    found = subprocess.run(
        ["pdftotext", "-layout", str(folder / "report.pdf"), "-"], check=True, capture_output=True, text=True
    )
    return found.stdout


def page_count(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


@pytest.fixture(scope="module")
def sample_content(sample_plan: Plan) -> ReportContent:
    assert sample_plan.settings.as_of is not None
    return report_content(PlanView(sample_plan, today=sample_plan.settings.as_of), chapters=True)


@needs_pdftotext
def test_the_words_of_the_report_can_be_selected(
    sample_content: ReportContent, qapp: QApplication, tmp_path: Path
) -> None:
    words = " ".join(words_of(pdf_bytes(sample_content), tmp_path).split())
    for chapter in sample_content.chapters:
        assert chapter.title in words
        assert all(row.now in words for row in chapter.rows)
    assert "Payments platform, as of 15 May 2026" in words  # the head of every page
    assert "1 / " in words
    assert "−12.5" in words  # a figure inside a chart
    assert "PAY-214" in words  # a row of a table


@needs_pdftotext
def test_one_page_per_chart(sample_content: ReportContent, qapp: QApplication, tmp_path: Path) -> None:
    scenes = {scene.name for chapter in sample_content.chapters for scene in chapter.scenes}
    content = pdf_bytes(sample_content, paper=Paper.CHARTS)
    assert page_count(content) == len(scenes)
    assert "From calendar to features, S15, person-days" in words_of(content, tmp_path)


def test_charts_are_vectors(sample_content: ReportContent, qapp: QApplication) -> None:
    content = pdf_bytes(sample_content)
    assert b"/Subtype /Image" not in content
    assert page_count(content) > 10


@pytest.mark.parametrize("name", list(ODD_PLANS)[::3])
def test_every_plan_has_pages(name: str, qapp: QApplication) -> None:
    assert page_count(pdf_bytes(odd_content(name), theme=DARK)) >= 8


@needs_pdftotext
def test_text_returns_unchanged_and_nothing_is_live(qapp: QApplication, tmp_path: Path) -> None:
    content = pdf_bytes(told(PAYLOADS))
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|AA|OpenAction|EmbeddedFile|Link)\b", content)
    words = " ".join(words_of(content, tmp_path).split())
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in words


def test_a_stop_leaves_the_older_file(sample_plan: Plan, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"older")

    def stop(done: int, total: int = 0, note: str = "") -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        write_pdf(PlanView(sample_plan, today=sample_plan.sprints[0].period.start), path, report=stop)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(qapp: QApplication, tmp_path: Path) -> None:
    view = PlanView(ODD_PLANS["empty"], today=ODD_PLANS["one sprint"].sprints[0].period.start)
    with pytest.raises(FileProblemError):
        write_pdf(view, tmp_path / "missing" / "report.pdf")


def test_long_words_are_wrapped_and_the_last_line_says_that_more_follows(qapp: QApplication) -> None:
    lines = wrapped("one two three four five six", size_px=20, strong=False, width=100, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_wide_table_fits_its_page(qapp: QApplication) -> None:
    table = NamedTable("wide", ("a", "b", "c"), (("word " * 80, "x", "y " * 60),))
    assert sum(column_widths(table, width=400)) == pytest.approx(400)


def test_blocks_stand_on_the_first_page_with_room() -> None:
    def paint(painter: object, theme: object, top: float) -> None: ...

    blocks = [Block(height, paint) for height in (400.0, 400.0, 100.0)]
    # 400 + 30 + 100 fits the room of 646; the second 400 needs a page of its own.
    assert QRectF(ROOM).height() == 646
    assert [[block.height for block in page] for page in packed(blocks)] == [[400.0, 100.0], [400.0]]
