"""Parts of the Track page: its views, the list of what to take out, and what stands behind a bar."""
