"""The system's file dialogs, with the endings that Ballast knows."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.storage.plan_file import SUFFIX

TABLES = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.html *.htm"


def ask_plan(parent: QWidget, *, folder: Path | None = None) -> Path | None:
    """Ask for a plan file to open."""
    return _ask_open(parent, _tr("Open a plan"), f"Ballast (*{SUFFIX})", folder)


def ask_table(parent: QWidget, *, folder: Path | None = None) -> Path | None:
    """Ask for a file to import."""
    return _ask_open(parent, _tr("Import a backlog"), f"{_tr('Tables')} ({TABLES});;{_tr('All files')} (*)", folder)


def ask_workbook(parent: QWidget, title: str, *, folder: Path | None = None) -> Path | None:
    """Ask for a workbook to read."""
    return _ask_open(parent, title, "Excel (*.xlsx)", folder)


def ask_history(parent: QWidget) -> Path | None:
    """Ask for a saved version history."""
    kinds = f"{_tr('Text')} (*.txt *.log);;{_tr('All files')} (*)"
    return _ask_open(parent, _tr("Read a version history"), kinds, None)


def ask_target(parent: QWidget, title: str, *, proposed: Path, kind: str) -> Path | None:
    """Ask where to write; the ending of the proposed name is added when it is left out."""
    suffix = proposed.suffix
    name, _chosen = QFileDialog.getSaveFileName(parent, title, str(proposed), f"{kind} (*{suffix})")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder to write into."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def file_name(plan_name: str, ending: str, *, day: date | None = None) -> str:
    """Return a file name made from a plan's name, safe on every system.

    >>> file_name("Payments: platform / EU", ".xlsx")
    'payments-platform-eu.xlsx'
    """
    words = "".join(letter if letter.isalnum() else " " for letter in plan_name.casefold()).split()
    stem = "-".join(words)[:60] or "plan"
    return f"{stem}-{day.isoformat()}{ending}" if day else f"{stem}{ending}"


def _ask_open(parent: QWidget, title: str, kinds: str, folder: Path | None) -> Path | None:
    name, _chosen = QFileDialog.getOpenFileName(parent, title, str(folder or ""), kinds)
    return Path(name) if name else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("AskFile", text)
