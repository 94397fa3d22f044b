"""The school calendar: the year at a glance, single days, dates, bells and the rotation of day types."""
