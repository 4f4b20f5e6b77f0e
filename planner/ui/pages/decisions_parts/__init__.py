"""The parts of the decisions page: lists, and the record in full."""
