"""The planner beside the week: its proposal, why each line is there, and what to do about lost time."""
