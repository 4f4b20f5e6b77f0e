"""A plan and its report, written to files for people."""
