"""Every error and every edit has words of its own."""

import sys

import pytest

from planner.domain import errors
from planner.domain.edits import EDIT_TYPES, MoveItems, SetEstimate
from planner.domain.plan import Plan
from planner.ui import messages


def test_every_edit_is_described() -> None:
    missing = {kind.__name__ for kind in EDIT_TYPES.values()} - {kind.__name__ for kind in messages._EDITS}
    assert not missing


def test_an_edit_is_named_by_what_it_does() -> None:
    assert messages.edit_sentence(MoveItems(("PAY-1",), None), Plan()) == "Move PAY-1 to the backlog"
    assert messages.edit_sentence(MoveItems(("A", "B"), None), Plan()) == "Move 2 items to the backlog"
    assert messages.edit_sentence(SetEstimate("A", None), Plan()) == "Clear the estimate of A"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            errors.InvalidValueError("estimate", -1, "a number of 0 or more"),
            "Estimate cannot be -1: it takes a number of 0 or more.",
        ),
        (errors.ClosedSprintError("S14"), "S14 is closed and stays as it was; change a coming sprint instead."),
        (errors.DependencyCycleError(("A", "B", "A")), "These items would wait for each other: A → B → A."),
        (errors.FileProblemError("plan.ballast", "no such file"), "plan.ballast: no such file."),
    ],
)
def test_an_error_says_what_and_how_to_mend_it(error: errors.PlannerError, sentence: str) -> None:
    assert messages.error_sentence(error) == sentence


def test_words_need_no_window() -> None:
    # The command line prints the same sentences and must not load Qt for them.
    source = sys.modules["planner.ui.messages"].__dict__
    assert not any(str(getattr(value, "__module__", "")).startswith("PySide6") for value in source.values())
