"""A theme as Qt's own palette, so that every stock widget agrees with ours."""

from PySide6.QtGui import QColor, QPalette

from planner.ui.theme.tokens import Theme


def palette_for(theme: Theme) -> QPalette:
    """Return the palette of a theme for the Fusion style."""
    palette = QPalette()
    for role, colour in _roles(theme).items():
        palette.setColor(role, colour)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.text3)
    return palette


def _roles(theme: Theme) -> dict[QPalette.ColorRole, QColor]:
    """Return the colour of each role."""
    role = QPalette.ColorRole
    return {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.base,
        role.AlternateBase: theme.alt,
        role.Text: theme.text,
        role.PlaceholderText: theme.text3,
        role.Button: theme.base,
        role.ButtonText: theme.text,
        role.BrightText: theme.stop,
        role.Mid: theme.strong,
        role.Midlight: theme.line,
        role.Dark: theme.strong,
        role.Light: theme.base,
        role.Shadow: theme.strong,
        role.Highlight: theme.accent_soft,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.base,
        role.ToolTipText: theme.text,
        role.Accent: theme.accent,
    }
