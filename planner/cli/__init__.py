"""The command line: everything but the window, without Qt."""
