"""A published programme comes in: sources become rows, rows are read, the reading is compared and applied."""
