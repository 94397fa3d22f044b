"""What the product says: problems, undo steps, times and amounts in words, for window and command line alike."""
