"""Opening a plan for a command: the plan, the day it is read at, and what its file said about itself."""

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planner.analysis.view import PlanView
from planner.domain.errors import FileProblemError
from planner.domain.plan import Plan
from planner.storage.loaded_plan import LoadedPlan
from planner.storage.plan_file import SUFFIX, load, save


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan with the path the user typed and the day it is read at."""

    path: Path
    plan: Plan
    today: date

    @property
    def view(self) -> PlanView:
        """Return everything derived from the plan."""
        return PlanView(self.plan, today=self.today)

    def with_plan(self, plan: Plan) -> "Opened":
        """Return the same opening with a changed plan."""
        return replace(self, plan=plan)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """Let a command take a plan file."""
    parser.add_argument("plan", metavar="PLAN", type=Path, help=f"a {SUFFIX} file")


def open_plan(path: Path) -> Opened:
    """Return the plan in a file; what the file has to say goes to stderr.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When it is missing or no plan.
    """
    loaded = load(path)
    _say_notices(loaded, path)
    return Opened(path, loaded.plan, today_of(loaded.plan))


def today_of(plan: Plan) -> date:
    """Return the day a plan is read at: its own, else the machine's."""
    return plan.settings.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant


def save_plan(plan: Plan, path: Path) -> None:
    """Write a plan to where the user said.

    Raises
    ------
    FileProblemError
        When the folder is missing or read-only; an older file is untouched.
    """
    if path.suffix != SUFFIX:
        raise FileProblemError(str(path), f"a plan's name ends in {SUFFIX}")
    save(plan, path)


def _say_notices(loaded: LoadedPlan, path: Path) -> None:
    for notice in loaded.notices:
        print(f"note: {path}: {notice.note or notice.code} {notice.value}".rstrip(), file=sys.stderr)
