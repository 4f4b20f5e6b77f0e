"""Units that are never mixed: person-days, points and shares."""

from typing import NewType

PersonDays = NewType("PersonDays", float)
"""Effective days of one person's work; 0.5 is half a day."""

Points = NewType("Points", float)
"""Size of work in the team's own estimate unit."""

Share = NewType("Share", float)
"""A part of a whole in [0, 1]; shown as a percentage only on screen."""
