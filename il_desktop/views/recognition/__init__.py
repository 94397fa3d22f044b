"""The recognition page: log with quick add, who is due, coverage."""
