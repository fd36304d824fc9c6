"""Values: units, and what a text or a JSON value is read as."""
