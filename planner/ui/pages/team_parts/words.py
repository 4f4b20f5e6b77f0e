"""The translator of the team page's words, for values that are no widgets."""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return a text of the team page in the user's language."""
    return QCoreApplication.translate("TeamPage", text)
