"""Syncing with a calendar server, from the window."""
