"""What is said when a plan opens, does not open, or was changed by somebody else; each with its way out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from planner.analysis.wording import count
from planner.document.plan_document import PlanDocument
from planner.domain.errors import PlannerError, UnreadableFileError
from planner.storage.backups import Backups
from planner.storage.plan_file import load
from planner.ui.dialogs.choice_dialog import ChoiceDialog
from planner.ui.messages import error_sentence
from planner.ui.widgets.attention import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.ui.session import Session


def say_what_opened(session: "Session", document: PlanDocument) -> None:
    """Say what is odd about the plan that was just opened: at most one thing, the most urgent first."""
    recovery, notices = document.recovery, session.notices
    name = document.path.name if document.path else document.plan.name
    if document.read_only_because:
        words = _tr("%1 can only be looked at: %2. Save a copy to change it.")
        words = words.replace("%1", name).replace("%2", document.read_only_because)
        notices.say(words, severity=Severity.WARN, action=_tr("Save as"), run=session.save_as)
    elif recovery is not None:
        words = _tr("%1 of %2 not saved the last time.")
        words = words.replace("%1", count(recovery.changes, "change")).replace(
            "%2", f"{name} {_were(recovery.changes)}"
        )
        action = _tr("Bring it back") if recovery.changes == 1 else _tr("Bring them back")
        notices.say(words, severity=Severity.WARN, action=action, run=lambda: document.recover(recovery))
    elif document.notices:
        words = _tr("%1 opened, with %2 to look at.").replace("%1", name)
        words = words.replace("%2", count(len(document.notices), "thing"))
        check = session.window.actions_registry.action("check")
        notices.say(words, severity=Severity.WARN, action=_tr("Check the plan"), run=check.trigger)


def say_why_not(session: "Session", path: Path, error: PlannerError, *, backups: Backups | None) -> None:
    """Say why a file did not open, and offer the newest sound backup of it as a copy."""
    good = backups.newest_good(path) if isinstance(error, UnreadableFileError) and backups is not None else None
    if good is None:
        session.notices.say_error(error)
        if not path.exists():
            session.settings.forget_recent(path)
            session.window.welcome.set_recent(session.settings.recent())
        return
    plan = good.plan
    session.notices.say(
        error_sentence(error),
        severity=Severity.STOP,
        action=_tr("Open the last backup as a copy"),
        run=lambda: session.show_plan(plan),
    )


def offer_reload(session: "Session", document: PlanDocument) -> None:
    """Say that somebody else has written the open file."""
    if document.path is not None:
        words = _tr("%1 was changed by somebody else.").replace("%1", document.path.name)
        action, run = _tr("Whose counts?"), lambda: ask_whose_version(session, document)
        session.notices.say(words, severity=Severity.WARN, action=action, run=run)


def ask_whose_version(session: "Session", document: PlanDocument) -> None:
    """Let the user choose whose version counts; nothing is lost in any case."""
    name = document.path.name if document.path else document.plan.name
    text = _tr("%1 is not as you left it. Overwriting keeps their version as a backup.").replace("%1", name)
    dialog = ChoiceDialog(
        session.window.themes,
        _tr("Somebody else has changed the file"),
        text,
        answers=(
            ("compare", _tr("Compare")),
            ("overwrite", _tr("Overwrite")),
            ("reload", _tr("Reload theirs")),
            ("save-as", _tr("Save mine as")),
        ),
        parent=session.window,
    )
    deeds: dict[str, Callable[[], object]] = {
        "compare": lambda: _compare(session, document),
        "overwrite": lambda: _overwrite(session, document),
        "reload": lambda: _reload(session, document),
        "save-as": session.save_as,
    }
    dialog.chosen.connect(lambda key: deeds[key]())
    dialog.open()


def _compare(session: "Session", document: PlanDocument) -> None:
    """Show what differs; looking changes nothing, and the next save asks again."""
    from planner.ui.dialogs.two_versions import two_versions_dialog

    path = document.path
    if path is None:
        return
    try:
        theirs = load(path).plan
    except PlannerError as error:
        session.notices.say_error(error)
        return
    dialog = two_versions_dialog(session.window.themes, document.plan, theirs, path=path, parent=session.window)
    dialog.picked.connect(lambda _row: _reload(session, document))
    dialog.open()


def _overwrite(session: "Session", document: PlanDocument) -> None:
    try:
        document.save(overwrite=True)
    except PlannerError as error:
        session.notices.say_error(error)


def _reload(session: "Session", document: PlanDocument) -> None:
    try:
        document.reload()
    except PlannerError as error:
        session.notices.say_error(error)


def _were(changes: int) -> str:
    return _tr("was") if changes == 1 else _tr("were")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SessionWords", text)
