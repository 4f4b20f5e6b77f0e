"""Scenarios side by side: named lists of edits, each worked out under the same luck as the plan."""
