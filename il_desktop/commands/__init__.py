"""Writes: one function a use case, run by the Desk in one transaction with one journal step."""
