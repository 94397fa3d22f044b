"""Figures with their definitions: shares, block integrity, coverage, pace; integers inside, rounding at display only."""
