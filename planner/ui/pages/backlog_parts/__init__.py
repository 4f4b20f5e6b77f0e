"""The parts of the Backlog page: columns, typing, the grid with groups and cut lines, the panel of an item."""
