"""Ballast: sprint planning with real capacity, a kept debt reserve and honest forecasts, offline."""

import time

__version__ = "1.0.0"

STARTED_S = time.perf_counter()
"""When the first line of the program ran, on the clock of ``time.perf_counter``: the start-up report counts from it."""
