"""Other people's files, read into values."""
