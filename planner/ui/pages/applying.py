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


def named(refs: tuple[str, ...], *kinds: str) -> tuple[str, ...]:
    """Return the identities that references of some kinds name; a bare identity is of every kind.

    >>> named(("item:PAY-1", "sprint:S9", "PAY-2"), "item")
    ('PAY-1', 'PAY-2')
    """
    parts = (ref.partition(":") for ref in refs)
    return tuple(name if colon else kind for kind, colon, name in parts if not colon or kind in kinds)


def say_error(error: PlannerError, *, banner: Banner) -> None:
    """Show what an error means."""
    banner.say(Severity.STOP, error_sentence(error))
