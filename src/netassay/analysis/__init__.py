"""Many results at once: compared, grouped, asked in SQL."""
