"""Everything that compares or judges."""
