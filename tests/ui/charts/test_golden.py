"""What is painted lies where the figures say, and can be read across a room: measured in the picture itself."""

import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from planner.analysis.scenes.gallery import SCENES
from planner.analysis.scenes.scene import Axis, AxisKind, Bar, Bars, Key, Line, Scene, Style, Table, Tick
from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.ui.charts.export import PICTURE_SIZE, save_scene, scene_image
from planner.ui.charts.frame import PlotFrame, lay_out
from planner.ui.charts.paint import paint_scene
from planner.ui.charts.rich_text import RichText
from planner.ui.charts.texts import scene_texts, tick_texts
from planner.ui.theme.fonts import AXIS
from planner.ui.theme.tokens import DARK, LIGHT, Theme

GRIDDED = ("sprint-stack", "release-fan", "velocity", "reserve-lab-velocity", "reserve-history", "burndown", "burnup")
RATIO = 2.0  # 960 x 540 becomes 1920 x 1080
PDF_PAINTER = shutil.which("pdftoppm")


@pytest.fixture(scope="module")
def sample_view(sample_plan: Plan) -> PlanView:
    assert sample_plan.settings.as_of is not None
    return PlanView(sample_plan, today=sample_plan.settings.as_of)


def pixels(image: QImage) -> np.ndarray:
    """Return red, green and blue as an array of shape (height, width, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(plain.constBits(), dtype=np.uint8)
    rows = raw.reshape(plain.height(), plain.bytesPerLine())
    return (
        rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()
    )  # the picture goes, its bits stay


def painted(scene: Scene, theme: Theme = LIGHT) -> tuple[QImage, PlotFrame]:
    """Return the chart alone at 1920 x 1080 and where its plot lies, in pixels at 100 %."""
    image = QImage(PICTURE_SIZE * RATIO, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(RATIO)
    image.fill(theme.base)
    painter = QPainter(image)
    frame = paint_scene(painter, QRectF(0, 0, PICTURE_SIZE.width(), PICTURE_SIZE.height()), scene, theme)
    painter.end()
    return image, frame


def rows_of(image: QImage, frame: PlotFrame, theme: Theme) -> list[float]:
    """Return the middle of every level line in the colours of the grid, in pixels of the picture."""
    part = pixels(image)[:, round(frame.plot.left() * RATIO) : round(frame.plot.right() * RATIO)].astype(int)
    inks = [np.array([ink.red(), ink.green(), ink.blue()]) for ink in (theme.line, theme.strong)]
    close = np.any([np.abs(part - ink).max(axis=2) <= 3 for ink in inks], axis=0)
    lines = np.flatnonzero(close.mean(axis=1) > 0.15)
    groups: list[list[int]] = []
    for row in lines:
        if groups and row - groups[-1][-1] <= 1:
            groups[-1].append(int(row))
        else:
            groups.append([int(row)])
    return [sum(group) / len(group) + 0.5 for group in groups]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", GRIDDED)
def test_ticks_of_the_axis_lie_within_a_pixel_of_their_figures(
    name: str, theme: Theme, sample_view: PlanView, qapp: QApplication
) -> None:
    scene = SCENES[name](sample_view)
    image, frame = painted(replace(scene, marks=()), theme)  # without bars and bands, which lie over the grid
    found = rows_of(image, frame, theme)
    span = scene.y.high - scene.y.low
    # A figure lies its share of the axis above the foot of the plot; one pixel at 100 % is two of the picture.
    for tick in scene.y.ticks:
        expected = (frame.plot.bottom() - (tick.position - scene.y.low) / span * frame.plot.height()) * RATIO
        assert min(abs(row - expected) for row in found) <= RATIO * 0.5 + 1


@pytest.mark.skipif(PDF_PAINTER is None, reason="pdftoppm is not installed")
@pytest.mark.parametrize("name", GRIDDED)
def test_ticks_of_a_chart_on_paper_lie_within_a_pixel_of_their_figures(
    name: str, sample_view: PlanView, qapp: QApplication, tmp_path: Path
) -> None:
    scene = replace(SCENES[name](sample_view), marks=())
    save_scene(scene, tmp_path / "chart.pdf")
    # 960 x 540 px at 96 dpi are 720 x 405 points; at 192 dpi the page becomes 1920 x 1080.
    call = [PDF_PAINTER or "", "-r", "192", "-png", "-singlefile", str(tmp_path / "chart.pdf"), str(tmp_path / "chart")]
    subprocess.run(call, check=True, capture_output=True)
    image = QImage(str(tmp_path / "chart.png"))
    assert image.size() == PICTURE_SIZE * RATIO
    # The page keeps 16 px on all sides and 28 px for the title.
    frame = lay_out(scene, QRectF(16, 44, PICTURE_SIZE.width() - 32, PICTURE_SIZE.height() - 60))
    found = rows_of(image, frame, LIGHT)
    span = scene.y.high - scene.y.low
    for tick in scene.y.ticks:
        expected = (frame.plot.bottom() - (tick.position - scene.y.low) / span * frame.plot.height()) * RATIO
        assert min(abs(row - expected) for row in found) <= RATIO * 0.5 + 1


def test_bars_end_at_their_figures(qapp: QApplication) -> None:
    axis = Axis(-0.5, 0.5, (Tick(0, "S1"),), AxisKind.CATEGORY)
    scene = Scene(
        "bar", "bar", axis, Axis(0, 20, (Tick(0, "0"), Tick(20, "20"))), (Bars("b", (Bar(0, 0, 13.0),)),),
        Table((), ()), "",
    )  # fmt: skip
    image, frame = painted(scene)
    column = pixels(image)[:, round(frame.x(0.0) * RATIO)].astype(int)
    blue = np.array([LIGHT.features.red(), LIGHT.features.green(), LIGHT.features.blue()])
    rows = np.flatnonzero(np.abs(column - blue).max(axis=1) <= 3)
    # 13 of 20 is 65 % of the plot, counted from its foot.
    top = (frame.plot.bottom() - 0.65 * frame.plot.height()) * RATIO
    assert abs(rows[0] - top) <= 1
    assert abs(rows[-1] + 1 - frame.plot.bottom() * RATIO) <= 2  # the line of zero lies over its foot


def test_a_line_passes_through_its_figures(qapp: QApplication) -> None:
    axis = Axis(0, 10, (Tick(0, "0"), Tick(10, "10")))
    scene = Scene("l", "l", axis, axis, (Line("l", (0.0, 10.0), (2.0, 7.0)),), Table((), ()), "")
    image, frame = painted(scene)
    blue = np.array([LIGHT.features.red(), LIGHT.features.green(), LIGHT.features.blue()])
    for share in (0.25, 0.5, 0.75):
        x = frame.x(10 * share)
        rows = np.flatnonzero(np.abs(pixels(image)[:, round(x * RATIO)].astype(int) - blue).max(axis=1) <= 40)
        assert abs(rows.mean() + 0.5 - frame.y(2 + 5 * share) * RATIO) <= 1


@pytest.mark.parametrize("name", list(SCENES))
def test_all_words_are_at_least_twelve_pixels_high_at_full_size(
    name: str, sample_view: PlanView, qapp: QApplication
) -> None:
    scene = SCENES[name](sample_view)
    frame = lay_out(scene, QRectF(0, 0, PICTURE_SIZE.width(), PICTURE_SIZE.height()))
    words = [*tick_texts(frame, theme=LIGHT), *scene_texts(frame, theme=LIGHT)]
    sizes = {text.text.size_px * text.text.scale * RATIO for text in words}
    assert min(sizes, default=24.0) >= 12
    assert AXIS * RATIO >= 12  # the legend's


def test_the_legend_is_painted_as_high_as_it_is_measured(qapp: QApplication) -> None:
    axis = Axis(-0.5, 0.5, (), AxisKind.CATEGORY)
    blank = Scene("k", "k", axis, Axis(0, 1, (), visible=False), (), Table((), ()), "")
    scene = Scene(
        "k", "k", axis, Axis(0, 1, (), visible=False), (), Table((), ()), "", legend=(Key("HHHH", Style.FEATURES),)
    )
    with_legend, _ = painted(scene)
    without, _ = painted(blank)
    left = round(17 * RATIO)
    width = round(RichText("HHHH").size().width() * RATIO)
    foot = slice(-round(24 * RATIO), None)
    changed = np.abs(
        pixels(with_legend)[foot, left : left + width].astype(int) - pixels(without)[foot, left : left + width]
    )
    rows = np.flatnonzero(changed.max(axis=(1, 2)) > 60)
    # Capitals are about 0.7 of the size of a type: 24 px at 1920 x 1080 gives 17 px, whatever the font.
    assert 12 <= rows[-1] - rows[0] + 1 <= 24
    assert all(after - before == 1 for before, after in pairwise(rows))


@pytest.mark.parametrize(("ratio", "size"), [(2.0, QSize(1920, 1080)), (4.0, QSize(3840, 2160))])
def test_both_sizes_are_the_same_picture(ratio: float, size: QSize, sample_view: PlanView, qapp: QApplication) -> None:
    scene = SCENES["sprint-stack"](sample_view)
    image = scene_image(scene, ratio=ratio)
    assert image.size() == size
    small = pixels(image.scaled(QSize(96, 54))).astype(int)
    usual = pixels(scene_image(scene, ratio=1.0).scaled(QSize(96, 54))).astype(int)
    assert np.abs(small - usual).mean() < 12
