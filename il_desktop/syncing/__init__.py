"""Synchronising with a calendar server: requests and commands, one after the other, to be broken off anywhere."""
