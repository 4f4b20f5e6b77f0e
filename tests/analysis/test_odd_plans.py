"""Every chart, headline and figure of the report, on plans that are empty, thin, finished or huge."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from math import isfinite

import pytest

from planner.analysis.board.plan_proposal import propose_plan
from planner.analysis.scenes.gallery import SCENES
from planner.analysis.view import PlanView
from planner.domain.errors import MissingInputError
from tests.odd_plans import ODD_PLANS, TODAY

BROKEN = re.compile(r"(?<![a-z])(nan|inf|infinity)(?![a-z])|object at 0x", re.IGNORECASE)

Leaf = str | float


def leaves(value: object) -> Iterator[Leaf]:
    """Yield every text and every number inside a value."""
    if isinstance(value, str | float):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from leaves(entry)
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from leaves(entry)
    elif is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))


def broken(value: object) -> list[Leaf]:
    return [leaf for leaf in leaves(value) if (BROKEN.search(leaf) if isinstance(leaf, str) else not isfinite(leaf))]


@pytest.fixture(scope="module", params=ODD_PLANS)
def view(request: pytest.FixtureRequest) -> PlanView:
    """Return an odd plan, seen on the third day of its first coming sprint."""
    return PlanView(ODD_PLANS[request.param], today=TODAY)


@pytest.mark.parametrize("name", SCENES)
def test_every_chart_has_marks_or_says_why_not(view: PlanView, name: str) -> None:
    scene = SCENES[name](view)
    assert scene.empty or scene.marks
    assert broken(scene) == []


def test_every_headline_is_a_sentence(view: PlanView) -> None:
    for headline in view.headlines.values():
        assert all(text.strip() for text in leaves(headline) if isinstance(text, str))
        assert broken(headline) == []


def test_the_whole_report_is_made_of_numbers(view: PlanView) -> None:
    report = view.report
    assert set(report.scenes) == set(SCENES)
    assert broken(report.attention) == []
    assert [text for text in broken(report) if isinstance(text, str)] == []


def test_the_proposal_can_be_accepted_and_settles(view: PlanView) -> None:
    if view.forecast_if_any is None:
        with pytest.raises(MissingInputError):
            propose_plan(view.plan, today=TODAY)
        return
    proposal = propose_plan(view.plan, today=TODAY)
    assert broken(proposal) == []
    assert propose_plan(proposal.edit.apply(view.plan), today=TODAY).moves == ()
