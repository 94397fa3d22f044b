"""The week page: a painted grid split by geometry, paint and gesture."""
