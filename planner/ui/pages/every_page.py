"""The pages of a plan in the order of the rail; imported with the first plan, so that the start is light."""

from planner.ui.pages.page import Page


def page_kinds() -> tuple[type[Page], ...]:
    """Return every page class."""
    from planner.ui.pages.backlog import BacklogPage
    from planner.ui.pages.debt import DebtPage
    from planner.ui.pages.decisions import DecisionsPage
    from planner.ui.pages.forecast import ForecastPage
    from planner.ui.pages.overview import OverviewPage
    from planner.ui.pages.sprints import SprintsPage
    from planner.ui.pages.team import TeamPage
    from planner.ui.pages.track import TrackPage

    return (OverviewPage, BacklogPage, TeamPage, SprintsPage, DebtPage, ForecastPage, TrackPage, DecisionsPage)
