"""What a report says, page by page, before any medium is chosen: slides, PDF and HTML read the same values."""
