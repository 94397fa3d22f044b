"""Papers as PDF by Qt's own writer: what is on a page, never what is in it."""
