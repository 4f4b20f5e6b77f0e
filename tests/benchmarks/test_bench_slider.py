"""Gate P7: the reserve slider moved, the fan repainted, against pyqtgraph and, where installed, matplotlib."""

import importlib.util
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from planner.analysis.reserve.lab import LabResult, reserve_lab
from planner.analysis.reserve.lab_preview import lab_preview, with_fresh_bands
from planner.analysis.scenes.lab_fan import lab_fan
from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.theme.controller import ThemeController, ThemeMode
from tests.benchmarks.side_by_side import median_ms

SHARES, SPRINTS, PATHS = (0.0, 0.1, 0.2, 0.25, 0.3), 26, 4000
MOST = 0.6


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeController]:
    found = ThemeController(qapp, mode=ThemeMode.LIGHT)
    yield found
    qapp.styleHints().colorSchemeChanged.disconnect()


def curves() -> Any:
    """Return P10, P50 and P90 of five policies, shape (3, 5, 26), for the charts of others."""
    return np.sort(np.random.default_rng(1).gamma(9, 3, size=(3, len(SHARES), SPRINTS)), axis=0)


def test_a_moved_slider_is_on_the_screen(themes: ThemeController, sample_plan: Plan) -> None:
    assert sample_plan.settings.as_of is not None
    view = PlanView(sample_plan, today=sample_plan.settings.as_of)
    canvas = ChartCanvas(themes)
    canvas.resize(900, 420)
    canvas.show()
    shares = [list(SHARES), [share + 0.01 for share in SHARES]]

    full = reserve_lab(sample_plan, view.parameters, shares[0], SPRINTS, trials=PATHS)

    def fan() -> LabResult:
        shares.reverse()
        return with_fresh_bands(lab_preview(full, shares[0], SPRINTS), "velocity", seed=full.seed)

    def repaint(result: LabResult) -> None:
        canvas.set_scene(lab_fan(result))
        canvas.repaint()

    def whole() -> LabResult:
        return reserve_lab(sample_plan, view.parameters, shares[0], SPRINTS, trials=PATHS)

    still = fan()
    others = {"pyqtgraph": pyqtgraph_fan(), "matplotlib": matplotlib_fan()}
    rivals = {name: redraw for name, redraw in others.items() if redraw is not None}
    actions = (lambda: repaint(fan()), fan, lambda: repaint(still), whole, *rivals.values())
    moved, numbers, painting, rest, *redraws = median_ms(*actions, rounds=15)
    print(f"\nslider to fan: {moved:.1f} ms, of it figures {numbers:.1f} ms and scene with paint {painting:.1f} ms")
    print(f"the rest of the lab (all readings, odds, money) follows in the background: {rest:.1f} ms")
    for name, other in zip(rivals, redraws, strict=True):
        print(f"one redraw with {name}: {other:.1f} ms, ratio {moved / other:.2f} (matplotlib <= {MOST})")
        if name == "matplotlib":
            assert moved <= MOST * other
    if "matplotlib" not in rivals:
        print("matplotlib is not installed")


def pyqtgraph_fan() -> Any:
    """Return a redraw of the same fan with pyqtgraph."""
    import pyqtgraph as pg

    plot = pg.PlotWidget()
    plot.resize(900, 420)
    plot.show()
    x = np.arange(SPRINTS)

    def redraw() -> None:
        plot.clear()
        low, middle, high = curves()
        for policy in range(len(SHARES)):
            ends = [plot.plot(x, side[policy]) for side in (low, high)]
            plot.addItem(pg.FillBetweenItem(*ends, brush=(80, 120, 200, 60)))
            plot.plot(x, middle[policy], pen=pg.mkPen(width=2))
        plot.viewport().repaint()

    return redraw


def matplotlib_fan() -> Any:
    """Return a redraw of the same fan with matplotlib, ``None`` when it is not installed."""
    if importlib.util.find_spec("matplotlib") is None:
        return None
    figure_module = importlib.import_module("matplotlib.figure")
    canvas_module = importlib.import_module("matplotlib.backends.backend_agg")
    figure = figure_module.Figure(figsize=(9, 4.2), dpi=100)
    canvas, axes = canvas_module.FigureCanvasAgg(figure), figure.subplots()
    x = np.arange(SPRINTS)

    def redraw() -> None:
        axes.clear()
        low, middle, high = curves()
        for policy in range(len(SHARES)):
            axes.fill_between(x, low[policy], high[policy], alpha=0.3)
            axes.plot(x, middle[policy], linewidth=2)
        canvas.draw()

    return redraw
