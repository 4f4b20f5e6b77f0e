"""From velocity to dates, amounts and chances."""
