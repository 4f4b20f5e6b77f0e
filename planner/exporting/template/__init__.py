"""A team's own workbook with marks in it, filled in with a plan; everything else in it stays as it is."""
