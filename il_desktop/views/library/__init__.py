"""The school's library: strategies and words, and the curriculum units under review."""
