"""The translator of dialog words that are needed before the dialog is there."""

from PySide6.QtCore import QCoreApplication


def dialog_words(text: str) -> str:
    """Return a title or the words of a main button in the user's language."""
    return QCoreApplication.translate("FormDialog", text)
