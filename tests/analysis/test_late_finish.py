from dataclasses import replace

from planner.analysis.scenes.finish_histogram import finish_histogram
from planner.analysis.scenes.scene import Bars
from planner.analysis.view import PlanView
from planner.domain.plan import Plan


def test_a_histogram_whose_futures_are_almost_all_late_shows_what_there_is(sample_plan: Plan) -> None:
    assert sample_plan.settings.as_of is not None
    forecast = PlanView(sample_plan, today=sample_plan.settings.as_of).forecast
    rare = tuple(replace(entry, share=0.0) for entry in forecast.histogram[:4])
    scene = finish_histogram(replace(forecast, histogram=rare, later_share=1.0))
    bars = next(mark for mark in scene.marks if isinstance(mark, Bars))
    assert len(bars.bars) == 4
    assert scene.y.high > scene.y.low
