"""Key tables: which key of `output` feeds which field of a record."""
