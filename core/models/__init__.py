"""One file per entity, its whole family: where users of the template work."""
