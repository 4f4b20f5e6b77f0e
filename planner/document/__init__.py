"""The open plan: current value, undo, background jobs and recovery."""
