"""The plan as an Excel workbook: native charts, tables with filters, live formulas; a module per sheet."""
