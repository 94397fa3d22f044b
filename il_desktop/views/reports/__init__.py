"""The Reports page: what can be printed or exported, how it will look, and writing it."""
