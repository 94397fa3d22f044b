"""Improvement work: challenges with their evidence, small tests, the next ninety days."""
