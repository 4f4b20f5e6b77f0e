"""Two versions of one plan side by side: what somebody else's file says where it differs from what is open."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from planner.domain.differences import differences
from planner.domain.plan import Plan
from planner.ui.dialogs.list_dialog import ListDialog, ListWords
from planner.ui.tables.column import Column
from planner.ui.theme.controller import ThemeController


def two_versions_dialog(
    themes: ThemeController, mine: Plan, theirs: Plan, *, path: Path, parent: QWidget
) -> ListDialog:
    """Return the list of what differs; its main button takes theirs.

    Parameters
    ----------
    mine
        The plan that is open.
    theirs
        The plan in the file at ``path``.
    """
    columns = (
        Column(key="noun", title=_tr("What"), value=lambda row: row.noun, width=84, tone="text2"),
        Column(key="name", title=_tr("Which"), value=lambda row: row.name, width=110, strong=True),
        Column(key="field", title=_tr("Field"), value=lambda row: row.field.replace("_", " "), width=120),
        Column(
            key="mine", title=_tr("Here"), value=lambda row: row.before or _tr("not there"), stretch=True, width=150
        ),
        Column(key="theirs", title=_tr("In the file"), value=lambda row: row.after or _tr("not there"), width=170),
    )
    title = _tr("What differs from %1").replace("%1", path.name)
    words = ListWords(title, _tr("Reload theirs"), _tr("Nothing: the file holds the same plan."))
    return ListDialog(themes, words, columns=columns, rows=differences(mine, theirs), parent=parent)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TwoVersions", text)
