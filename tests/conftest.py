"""Fixtures for every room."""

import pytest

from planner.domain.plan import Plan
from sample_plan.build import build_plan
from sample_plan.later import build_later_plan


@pytest.fixture(scope="session")
def sample_plan() -> Plan:
    """Return the plan that ships with the app: seven people, fourteen closed sprints, S15 next."""
    return build_plan()


@pytest.fixture(scope="session")
def mid_sprint_plan() -> Plan:
    """Return the same plan a week later: S15 is running, on its sixth working day."""
    return build_later_plan()
