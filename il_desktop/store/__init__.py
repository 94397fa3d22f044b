"""The data file: connection, transaction, journal, undo, gate, backup, migration."""
