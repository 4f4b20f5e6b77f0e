"""Technical debt: its projection, thresholds, register, uncertainty and the reserve lab."""

from planner.analysis.debt.projection import DebtProjection, project

__all__ = ["DebtProjection", "project"]
