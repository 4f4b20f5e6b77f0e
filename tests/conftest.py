"""Fixtures for every room, and how hard the laws are tried.

The ordinary run tries the same examples every time. ``HYPOTHESIS_PROFILE=explore`` looks for new ones, ten times as
many; what it finds becomes an ordinary test with its numbers.
"""

import os

import pytest
from hypothesis import Phase, settings

from planner.domain.plan import Plan
from sample_plan.build import build_plan
from sample_plan.later import build_later_plan

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no windows on the screen, and none needed

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=100, print_blob=True)
settings.register_profile(
    "explore",
    derandomize=False,
    deadline=None,
    max_examples=1000,
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def sample_plan() -> Plan:
    """Return the plan that ships with the app: seven people, fourteen closed sprints, S15 next."""
    return build_plan()


@pytest.fixture(scope="session")
def mid_sprint_plan() -> Plan:
    """Return the same plan a week later: S15 is running, on its sixth working day."""
    return build_later_plan()
