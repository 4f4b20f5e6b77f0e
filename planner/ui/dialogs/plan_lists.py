"""The lists around a plan: its backups, plans left behind, and what a check finds."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from planner.analysis.wording import count, day
from planner.document.recovery import Recovery
from planner.domain.issue import Issue, Severity
from planner.storage.backups import Backup
from planner.ui.dialogs.list_dialog import ListDialog, ListWords
from planner.ui.tables.column import Align, Column
from planner.ui.theme.controller import ThemeController

_REASONS = {
    "import": "before an import",
    "migration": "before the file was brought up to date",
    "restore": "before a restore",
    "outside": "somebody else's version",
    "change": "half an hour of changes",
}
_FINDINGS = {
    "duplicate-id": "There twice",
    "unknown-member": "Nobody in the team is called that",
    "unknown-sprint": "There is no such sprint",
    "unknown-debt": "There is no such debt item",
    "closed-without-actuals": "Closed, and without what happened",
    "sprint-overlap": "Its dates overlap another sprint",
    "dependency-cycle": "These wait for each other",
}
_SIGNS = {Severity.STOP: "stop", Severity.WARN: "warning", Severity.NOTE: "note"}
_KILOBYTE = 1024
_NO_BACKUP = "No backup yet: one is kept before every import and every half hour of change."


def restore_dialog(themes: ThemeController, backups: tuple[Backup, ...], *, parent: QWidget) -> ListDialog:
    """Return the list of a plan's backups, newest first."""
    columns = (
        Column(key="kept", title=_tr("Kept"), value=lambda row: row.kept_at, text=_kept, width=190, strong=True),
        Column(key="why", title=_tr("Why"), value=lambda row: _REASONS.get(row.reason, row.reason), stretch=True),
        Column(
            key="size",
            title=_tr("Size"),
            value=lambda row: row.size,
            text=lambda row: f"{max(1, round(row.size / _KILOBYTE))} KB",
            align=Align.RIGHT,
            tone="text2",
        ),
    )
    dialog = ListDialog(
        themes,
        ListWords(
            _tr("Restore a backup"),
            _tr("Go back to it"),
            _tr(_NO_BACKUP),
        ),
        columns=columns,
        rows=backups,
        parent=parent,
    )
    dialog.say_consequence(_tr("One undo step; the plan as it is now is kept as a backup too."))
    return dialog


def recovery_dialog(themes: ThemeController, left: tuple[Recovery, ...], *, parent: QWidget) -> ListDialog:
    """Return the list of plans without a file that an earlier session left."""
    columns = (
        Column(key="name", title=_tr("Plan"), value=lambda row: row.plan.name, stretch=True, strong=True),
        Column(key="changes", title=_tr("Changes"), value=lambda row: row.changes, align=Align.RIGHT),
        Column(key="items", title=_tr("Items"), value=lambda row: len(row.plan.backlog), align=Align.RIGHT),
        Column(
            key="when", title=_tr("Last changed"), value=_changed, text=lambda row: _moment(_changed(row)), width=170
        ),
    )
    dialog = ListDialog(
        themes,
        ListWords(_tr("Plans that were not saved"), _tr("Open it"), _tr("Nothing was left behind.")),
        columns=columns,
        rows=left,
        parent=parent,
    )
    dialog.add_removal(_tr("Throw away"))
    dialog.say_consequence(_tr("The others stay for the next start."))
    return dialog


def check_dialog(themes: ThemeController, issues: tuple[Issue, ...], *, parent: QWidget) -> ListDialog:
    """Return what a check of the plan has found."""
    columns = (
        Column(
            key="what",
            title=_tr("What"),
            value=lambda row: _FINDINGS.get(row.code, row.code.replace("-", " ").capitalize()),
            sign=lambda row: _SIGNS[row.severity],
            width=270,
        ),
        Column(key="where", title=_tr("Where"), value=lambda row: row.sheet or row.column, width=130, tone="text2"),
        Column(key="value", title=_tr("Which"), value=lambda row: row.value, width=120),
        Column(key="note", title=_tr("More"), value=lambda row: row.note, stretch=True, tone="text2"),
    )
    title = _tr("The plan is sound") if not issues else count(len(issues), "finding")
    dialog = ListDialog(
        themes,
        ListWords(title, _tr("Close"), _tr("Identities, references, dates and links were checked.")),
        columns=columns,
        rows=issues,
        parent=parent,
    )
    dialog.main_button.setEnabled(True)
    return dialog


def _kept(backup: Backup) -> str:
    return _moment(backup.kept_at)


def _moment(when: datetime) -> str:
    local = when.astimezone()
    return f"{day(local.date())} {local.year}, {local:%H:%M}"


def _changed(recovery: Recovery) -> datetime:
    return datetime.fromtimestamp(recovery.path.stat().st_mtime).astimezone()


def _changed_text(recovery: Recovery) -> str:
    return _moment(_changed(recovery))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanLists", text)
