"""Ballast: sprint planning with real capacity, a kept debt reserve and honest forecasts, offline."""

__version__ = "1.0.0"
