"""Qt without a screen: for pictures that are painted by a command."""

import os
import sys

from PySide6.QtWidgets import QApplication


def offscreen_application() -> QApplication:
    """Return the running Qt application, or a new one that needs no screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
