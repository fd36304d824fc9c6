"""Results as people see them: on a terminal, in a notebook, as plots."""
