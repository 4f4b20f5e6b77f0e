"""Something is written in the background: progress, Cancel, and one sentence at the end."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from planner.ui.dialogs.progress_dialog import ProgressDialog
from planner.ui.session import Session
from planner.ui.theme.fonts import ui_family


def write_in_background(
    session: Session,
    owner: QObject,
    write: Callable[..., object],
    *args: Any,
    said: str,
    then: Callable[[object], None] = lambda _: None,
) -> None:
    """Run ``write(*args, report=...)`` as a job of ``owner``; a later one of the same owner stops an earlier one.

    Parameters
    ----------
    said
        The name that progress and the last sentence give it.
    then
        Hears of the result, on the thread of the window.
    """
    ui_family()  # fonts are registered on the thread of the window
    window = session.window
    job = session.runner.prepare(write, *args)
    dialog = ProgressDialog(window.themes, job, title=_tr("Writing %1").replace("%1", said), parent=window)

    def finish(found: object) -> None:
        session.notices.say(_tr("%1 is written.").replace("%1", said))
        then(found)

    job.succeeded.connect(finish)
    job.failed.connect(session.notices.say_error)
    job.cancelled.connect(lambda: session.notices.say(_tr("Stopped; nothing was written.")))
    dialog.watch()
    session.runner.run(job, owner=owner, kind="share")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShareActions", text)
