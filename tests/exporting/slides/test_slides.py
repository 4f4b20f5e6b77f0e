"""The slides are the story of the meeting: one idea each, native charts, notes, and no trace of their maker."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from planner.analysis.scenes.scene import Band
from planner.exporting.colours import DARK
from planner.exporting.report.content import ReportContent
from planner.exporting.slides.writer import slides_bytes
from tests.exporting.told import odd_content, told
from tests.odd_plans import ODD_PLANS

if TYPE_CHECKING:
    from pptx.presentation import Presentation


def opened(content: bytes) -> "Presentation":
    import pptx

    return pptx.Presentation(BytesIO(content))


def figures_behind(shape: Any) -> Any:
    """Return the sheet behind a native chart."""
    import openpyxl

    return openpyxl.load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))["Figures"]


def charts_of(deck: "Presentation") -> list[Any]:
    return [shape for page in deck.slides for shape in page.shapes if shape.has_chart]


def texts_of(page: Any) -> list[str]:
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def test_every_slide_has_its_finding_as_the_title(deck: "Presentation", told_sample: ReportContent) -> None:
    titles = [page.shapes.title.text_frame.text for page in deck.slides if page.shapes.title is not None]
    assert titles == [told_sample.headline, *(slide.title for slide in told_sample.story)]
    assert len(titles) == 7


def test_every_chart_of_the_story_is_native_and_nothing_is_a_picture(
    deck: "Presentation", told_sample: ReportContent
) -> None:
    with_chart = [slide for slide in told_sample.story if slide.scene is not None]
    assert len(charts_of(deck)) == len(with_chart) == 5
    assert not [shape for page in deck.slides for shape in page.shapes if shape.shape_type == 13]  # a picture
    # The alternative text of each is the finding in one sentence.
    descriptions = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts_of(deck)]
    assert descriptions == [slide.scene.summary for slide in with_chart if slide.scene is not None]


def test_notes_hold_what_the_figures_rest_on(deck: "Presentation", told_sample: ReportContent) -> None:
    notes = [page.notes_slide.notes_text_frame.text for page in deck.slides]
    assert notes[1:] == ["\n".join(slide.notes) for slide in told_sample.story]
    assert notes[0] == "\n".join(told_sample.assumptions)


def test_figures_of_the_story_stand_beside_the_charts(deck: "Presentation", told_sample: ReportContent) -> None:
    for page, slide in zip(list(deck.slides)[1:], told_sample.story, strict=True):
        shown = texts_of(page)
        assert slide.subtitle in shown
        assert slide.figure in shown
        assert all(row.now in shown for row in slide.rows)


def test_the_waterfall_stands_on_unseen_columns(deck: "Presentation") -> None:
    chart = charts_of(deck)[0].chart
    series = {one.name: one.values for plot in chart.plots for one in plot.series}
    # Calendar 68.0, of which 6.0 holidays hang at 62.0; 16.1 are left for features, from the ground up.
    assert series["below steps"][:2] == (0.0, 62.0)
    assert series["steps"][:2] == (68.0, 6.0)
    assert series["steps"][-1] == pytest.approx(16.0754, abs=1e-4)
    assert list(chart.plots[0].categories)[-1] == "Features"


def test_the_fan_adds_up_to_the_percentiles(deck: "Presentation", told_sample: ReportContent) -> None:
    scene = told_sample.story[3].scene
    assert scene is not None
    bands = {mark.name: mark for mark in scene.marks if isinstance(mark, Band)}
    series = {one.name: one.values for plot in charts_of(deck)[3].chart.plots for one in plot.series}
    stack = (
        "below P5 to P95",
        "P5 to P95, low",
        "P15 to P85, low",
        "P30 to P70",
        "P15 to P85, high",
        "P5 to P95, high",
    )
    total = sum(series[name][-1] for name in stack)
    assert total == pytest.approx(bands["P5 to P95"].highs[-1])
    assert sum(series[name][-1] for name in stack[:3]) == pytest.approx(bands["P30 to P70"].lows[-1])


def test_the_workbook_behind_a_chart_has_its_figures(deck: "Presentation") -> None:
    for shape in charts_of(deck):
        rows = [[cell.value for cell in row] for row in figures_behind(shape).iter_rows()]
        for plot in shape.chart.plots:
            for series in plot.series:
                column = rows[0].index(series.name) if rows[0].count(series.name) == 1 else None
                if column is not None:
                    shown = [None if row[column] is None else float(row[column]) for row in rows[1:]]
                    assert shown == pytest.approx([*series.values])


def test_no_user_no_path_no_thumbnail(sample_deck_bytes: bytes, deck: "Presentation") -> None:
    properties = deck.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "Payments platform"
    with ZipFile(BytesIO(sample_deck_bytes)) as parts:
        names = parts.namelist()
        everything = b"".join(parts.read(name) for name in names)
    assert not [name for name in names if "thumbnail" in name or "printerSettings" in name]
    assert not re.search(rb"Steve|Canny|/home/|/root/|C:\\\\", everything)
    assert b'TargetMode="External"' not in everything


def test_the_same_content_gives_the_same_file(told_sample: ReportContent, sample_deck_bytes: bytes) -> None:
    assert slides_bytes(told_sample) == sample_deck_bytes


def test_dark_slides_have_a_dark_ground_and_light_words(told_sample: ReportContent) -> None:
    deck = opened(slides_bytes(told_sample, colours=DARK))
    ground: Any = deck.slide_master.background.fill
    assert str(ground.fore_color.rgb) == DARK.base[1:]
    title: Any = deck.slides[0].shapes.title
    assert str(title.text_frame.paragraphs[0].runs[0].font.color.rgb) == DARK.text[1:]


@pytest.mark.parametrize("name", list(ODD_PLANS)[1::2])
def test_every_plan_has_slides(name: str) -> None:
    deck = opened(slides_bytes(odd_content(name)))
    assert len(deck.slides) == 7


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_slide(sample_deck_bytes: bytes, told_sample: ReportContent, tmp_path: Path) -> None:
    (tmp_path / "told.pptx").write_bytes(sample_deck_bytes)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "told.pptx")], check=True, capture_output=True, timeout=180)
    content = (tmp_path / "told.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 7
    if shutil.which("pdftotext") is None:
        return
    words = subprocess.run(["pdftotext", str(tmp_path / "told.pdf"), "-"], check=True, capture_output=True, text=True)
    flat = " ".join(words.stdout.split())
    assert all(slide.title in flat for slide in told_sample.story)
    # Names and figures inside the native charts, and words over them.
    assert all(
        text in flat for text in ("Unplanned", "−12.5", "set aside on purpose", "407 done", "ahead in total from")
    )


@pytest.fixture(scope="module")
def poisoned(payloads: tuple[str, ...]) -> bytes:
    """Return a deck with a slide per hostile text."""
    return slides_bytes(told(payloads))


@pytest.fixture(scope="module")
def poisoned_deck(poisoned: bytes) -> "Presentation":
    return opened(poisoned)


def test_text_returns_unchanged_and_no_cell_is_live(
    payload: str, payloads: tuple[str, ...], poisoned_deck: "Presentation"
) -> None:
    page = poisoned_deck.slides[1 + payloads.index(payload)]
    expected = payload.replace("\r\n", "\n").replace("\r", "\n")
    assert expected in [text.replace("\v", "\n") for text in texts_of(page)]
    assert page.notes_slide.notes_text_frame.text == expected
    for shape in (shape for shape in page.shapes if shape.has_chart):
        cells = [cell for row in figures_behind(shape).iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
        assert any(cell.value == expected for cell in cells)


def test_no_text_becomes_a_link_or_a_reference_outside(poisoned: bytes) -> None:
    with ZipFile(BytesIO(poisoned)) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            assert b"hlinkClick" not in part
            assert b'TargetMode="External"' not in part
            assert b"<script" not in part
