"""The sections of the forecast page."""
