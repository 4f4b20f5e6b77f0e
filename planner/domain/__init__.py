"""The plan as an immutable value, and every change to it."""
