"""Trying things out in a copy of a week."""
