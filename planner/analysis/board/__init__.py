"""Backlog and sprints as values: columns, cards, rows, and a proposal as a difference."""
