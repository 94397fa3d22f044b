"""Measurements as ratios: yardstick and ours in one run, interleaved, so that a shared machine tells the truth."""
