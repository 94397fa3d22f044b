"""Preferences, about, shortcut sheet."""
