"""The survey of time lost to debt: how answers are read, and what they say beside the register."""

from dataclasses import replace
from datetime import date
from math import fsum
from statistics import fmean

from planner.domain.errors import InvalidValueError
from planner.domain.settings import PlanSettings, WasteSurvey

RECENT = 4
"""Surveys that count together: a month of weekly ones."""
MOST_LOST = 0.95


def answers_of(text: str) -> tuple[float, ...]:
    """Return the shares that people answered, typed as percentages with commas or spaces between them.

    Raises
    ------
    InvalidValueError
        An answer is no percentage from 0 to 95.

    >>> answers_of("10, 25 % 30")
    (0.1, 0.25, 0.3)
    """
    words = text.replace("%", " ").replace(";", " ").replace(",", " ").split()
    answers = tuple(_answer(word) for word in words)
    if not answers:
        raise InvalidValueError("answers", text, "a percentage for each person, such as 10, 25, 30")
    return answers


def _answer(word: str) -> float:
    try:
        lost = float(word) / 100
    except ValueError as error:
        raise InvalidValueError("answers", word, "a percentage for each person, such as 10, 25, 30") from error
    if not 0 <= lost <= MOST_LOST:
        raise InvalidValueError("answers", word, "percentages from 0 to 95")
    return lost


def with_survey(settings: PlanSettings, text: str, *, taken_on: date, where: str = "") -> PlanSettings:
    """Return settings with a survey; a second one of the same day replaces the first."""
    answers = answers_of(text)
    survey = WasteSurvey(taken_on, round(fmean(answers), 4), len(answers), where.strip())
    others = tuple(entry for entry in settings.waste_surveys if entry.taken_on != taken_on)
    return replace(settings, waste_surveys=tuple(sorted((*others, survey), key=lambda entry: entry.taken_on)))


def surveyed_waste(settings: PlanSettings) -> float | None:
    """Return the share of time lost by the latest surveys, each person one voice; ``None`` without a survey."""
    recent = settings.waste_surveys[-RECENT:]
    voices = sum(entry.answers for entry in recent)
    return fsum(entry.share * entry.answers for entry in recent) / voices if voices else None
