"""Tasks: the board of importance and urgency, lists, the line that captures one."""
