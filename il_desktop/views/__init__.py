"""The window: Qt widgets, one folder a feature."""
