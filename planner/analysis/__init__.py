"""A plan turned into numbers, purely: no file, no clock, no screen."""
