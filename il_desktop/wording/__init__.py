"""What the product says: problems, undo steps, times and amounts in words, for the window and the command line alike."""
