"""Figures of the school, each with its definition; integers inside, rounding only where they are shown."""
