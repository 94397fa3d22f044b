"""The review page: reconcile the week, look back on it, what came between, first contacts."""
