"""The tests; each path mirrors the source's."""
