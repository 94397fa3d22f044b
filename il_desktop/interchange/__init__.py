"""Files from and for other programs, as bytes and frozen records; no database, no windows."""
