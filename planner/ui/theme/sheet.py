"""The one style sheet: radius, padding and hairlines only, filled with the theme's colours."""

from string import Template

from planner.resource_files import resource_path
from planner.ui.theme.tokens import Theme, mix

_SHEET = Template("""
QPushButton, QToolButton#button {
    min-height: 26px; padding: 0 11px; border: 1px solid $strong; border-radius: 6px;
    background: $base; color: $text;
}
QPushButton:hover, QToolButton#button:hover { background: $alt; }
QPushButton:pressed, QToolButton#button:pressed { background: $line; }
QPushButton:focus, QToolButton#button:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton#button:disabled { color: $text3; border-color: $line; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QCheckBox::indicator:unchecked:enabled, QListView::indicator:unchecked:enabled {
    border: 1px solid $text3; border-radius: 2px; background: $base;
}
QPushButton#primary { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton#primary:hover { background: $accent_deep; border-color: $accent_deep; }
QPushButton#primary:focus { border: 2px solid $text; }
QPushButton#primary:disabled { background: $line; border-color: $line; color: $text3; }
QPushButton#link, QToolButton#link {
    border: none; background: transparent; color: $accent; padding: 0; min-height: 18px; border-radius: 3px;
}
QPushButton#link:hover, QToolButton#link:hover { text-decoration: underline; }
QPushButton#link:focus, QToolButton#link:focus { border: 1px solid $accent; }
QPushButton#quiet { border-color: transparent; background: transparent; padding: 0 6px; }
QPushButton#quiet:hover { background: $hover; }
QPushButton#quiet:focus { border: 1px solid $accent; }
QToolButton { border: 1px solid transparent; border-radius: 6px; background: transparent; padding: 3px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton#segment {
    border: none; border-radius: 0; background: transparent; color: $text2; padding: 0 11px; min-height: 26px;
}
QToolButton#segment:hover, QToolButton#segment:checked { color: $text; }
QToolButton#segment:checked { font-weight: 600; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
    min-height: 26px; border: 1px solid $strong; border-radius: 6px; background: $base; color: $text;
    padding: 0 8px; selection-background-color: $accent_soft; selection-color: $text;
}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateEdit:focus { border-color: $accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $text3; }
QAbstractItemView QLineEdit, QAbstractItemView QSpinBox, QAbstractItemView QDoubleSpinBox,
QAbstractItemView QComboBox { min-height: 0; border: 2px solid $accent; border-radius: 3px; padding: 0 3px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    width: 1px; border: none; subcontrol-origin: border;
}
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($chevron); width: 14px; height: 14px; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit, QDateEdit QLineEdit, QComboBox QLineEdit {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QTextEdit, QPlainTextEdit { border: 1px solid $strong; border-radius: 6px; background: $base; padding: 4px; }
QTextEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $base; color: $text3; border: none; border-bottom: 1px solid $strong; padding: 4px 6px;
}
QTableView, QListView, QTreeView { background: $base; border: none; outline: none; gridline-color: $line; }
QMenu { background: $base; border: 1px solid $strong; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $base; color: $text; border: 1px solid $strong; padding: 5px 8px; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: $base; border: none; }
QAbstractScrollArea::corner { background: $base; border: none; }
QSplitter::handle { background: $line; }
QProgressBar { border: none; border-radius: 2px; background: $line; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QTabBar::tab { padding: 5px 12px; color: $text2; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
""")

_NAMES = ("base", "alt", "line", "strong", "text", "text2", "text3", "accent", "accent_soft", "on_accent")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    colours: dict[str, str] = {name: getattr(theme, name).name() for name in _NAMES}
    colours["chevron"] = resource_path("fields", "chevron-down.svg").as_posix()
    colours["hover"] = mix(theme.text, theme.base, share=0.06).name()
    colours["accent_deep"] = mix(theme.text, theme.accent, share=0.15).name()
    return _SHEET.substitute(colours)
