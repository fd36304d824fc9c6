"""Values: readers of texts and JSON values, their readings, units and times."""
