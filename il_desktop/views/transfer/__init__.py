"""Calendars going out: what others will see, what changed since, what to delete first."""
