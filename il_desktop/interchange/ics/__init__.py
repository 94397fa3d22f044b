"""iCalendar: a writer that Outlook accepts, a reader that survives anything."""
