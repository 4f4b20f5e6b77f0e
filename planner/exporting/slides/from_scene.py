"""Which native chart tells a scene."""

from planner.analysis.scenes.scene import Bars, Scene
from planner.exporting.slides.columns import column_chart
from planner.exporting.slides.fans import fan_chart
from planner.exporting.slides.native import NativeChart
from planner.exporting.slides.over_plot import is_named
from planner.exporting.slides.spans import span_chart


def native_chart(scene: Scene) -> NativeChart:
    """Return the native chart of a scene that has something to show: columns, lying spans, or areas and lines."""
    if is_named(scene.x):
        return column_chart(scene)
    if any(isinstance(mark, Bars) and mark.horizontal for mark in scene.marks):
        return span_chart(scene)
    return fan_chart(scene)
