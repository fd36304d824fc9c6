"""From a saved response to a `Result`: the envelope, both sides of the body, one record."""
