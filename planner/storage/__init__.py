"""Our own plan file: format, journal, atomic writes."""
