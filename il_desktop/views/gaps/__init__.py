"""Gaps between groups: what the school sees for itself, and exactly what leaves the file."""
