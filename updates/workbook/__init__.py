"""A body's workbook: its answers of a round as one Excel file that goes out filled, and comes back without loss."""
