"""Velocity as a drifting level whose noise is learned per team; the model and what it predicts."""

from planner.analysis.velocity.model import predict_total, simulate

__all__ = ["predict_total", "simulate"]
