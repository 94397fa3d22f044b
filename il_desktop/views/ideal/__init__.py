"""The Ideal week: a map that is painted, templates that fill it, and a real week beside it."""
