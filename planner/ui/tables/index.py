"""What Qt hands to a model or a delegate; apart from the models, which need numpy."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
"""A place in a model, kept by Qt or only passed on."""
