"""Reads: plain SQL through the store's reader, answered as small frozen records, one module a screen."""
