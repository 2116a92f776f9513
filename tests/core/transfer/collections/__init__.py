"""Collections that only these tests use."""
