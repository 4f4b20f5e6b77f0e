"""Reusable parts of every page: headline, pill, segment, gauge, slider, list, popover, banner."""
