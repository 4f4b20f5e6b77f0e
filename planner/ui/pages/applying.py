"""From intent to the document: one edit, and a sentence in the page's banner when it is refused."""

from planner.document.plan_document import PlanDocument
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.messages import error_sentence
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner


def apply_or_say(document: PlanDocument, edit: Edit | None, *, banner: Banner) -> bool:
    """Make an edit and say whether it was taken; a refused one changes nothing and is explained."""
    if edit is None:
        return False
    try:
        document.apply(edit)
    except PlannerError as error:
        say_error(error, banner=banner)
        return False
    banner.hide()
    return True


def say_error(error: PlannerError, *, banner: Banner) -> None:
    """Show what an error means."""
    banner.say(Severity.STOP, error_sentence(error))
