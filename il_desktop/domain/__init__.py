"""Pure rules and words of the school: no input or output, no clock of its own, nothing of ours above it."""
