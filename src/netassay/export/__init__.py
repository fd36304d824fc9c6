"""Results as JSON, JSON Schema, Arrow batches and tables."""
