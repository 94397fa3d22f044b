"""CalDAV: a thin client with conditional requests, the texts that go out, and the plan of a synchronisation."""
