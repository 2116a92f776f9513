"""Model families for tests only: every kind of field, parents and children, required and optional references."""
