"""Repeating rules: the shapes Outlook can hold, an integer-date expander for them, dateutil on naive local time for the rest."""
