"""The measures of the heat map, shared by its cells, heads and side figures; pixels at 100 %."""

from planner.ui.pages.team_parts.heat_model import DayColumn

HEAD_HEIGHT = 42
ROW_HEIGHT = 30
CELL_HEIGHT = 27
TEAM_HEIGHT = 46
TEAM_RULE = 4
CELL_GAP = 2
WEEK_GAP = 4
SPRINT_GAP = 8
WIDEST_PITCH, NARROWEST_PITCH = 24, 22
NAME_WIDTH = 176
WIDEST_NAME = 260


def column_width(column: DayColumn, *, pitch: int) -> int:
    """Return the width of a day with the air behind it."""
    if column.ends_sprint:
        return pitch + SPRINT_GAP
    return pitch + WEEK_GAP if column.ends_week else pitch


def sprint_width(columns: tuple[DayColumn, ...], place: int, *, pitch: int) -> int:
    """Return the width of a sprint with the air behind it."""
    return sum(column_width(column, pitch=pitch) for column in columns if column.sprint_place == place)
