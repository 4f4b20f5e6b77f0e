"""Grids that behave like a spreadsheet: columns as descriptors over a tuple of rows."""
