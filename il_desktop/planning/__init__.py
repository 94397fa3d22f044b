"""Plans a week: pure, seeded, cancellable. Decides where flexible blocks go; knows no file and no window."""
