"""Everything that acts on a session, connected with its window in one place."""

from planner.ui.everything_actions import EverythingActions
from planner.ui.import_actions import ImportActions
from planner.ui.meeting.presenting import Presenting
from planner.ui.plan_actions import PlanActions
from planner.ui.plan_status import PlanStatus
from planner.ui.scenario_actions import ScenarioActions
from planner.ui.session import Session
from planner.ui.share_actions import ShareActions
from planner.ui.workbook_actions import WorkbookActions


def wire(session: Session) -> PlanActions:
    """Connect everything that acts on a session with its window; return what opens files."""
    PlanStatus(session)
    ScenarioActions(session)
    ShareActions(session)
    EverythingActions(session)
    WorkbookActions(session)
    Presenting(session)
    return PlanActions(session, import_file=ImportActions(session).import_file)
