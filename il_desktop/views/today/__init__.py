"""The today page: the day's agenda, promises, protected time of the week."""
