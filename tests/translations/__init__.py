"""Keeping the translations up to date, and the pseudo-translation."""
