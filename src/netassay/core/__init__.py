"""The engine, which knows no test: readings, units, records, key tables, grammars."""
