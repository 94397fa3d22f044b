"""Rounds of awards: what is asked for, who is put forward, what the panel says, who is chosen."""
