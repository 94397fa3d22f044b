"""The invented sample school: fixed tables and a seeded spread, answered as plain rows."""
