"""IL Desktop: a principal's goals, protected time and recognitions in one local file."""

__version__ = "0.1.0"
