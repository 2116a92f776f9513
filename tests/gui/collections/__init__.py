"""A family that needs a value of every kind: imported as an application's own are."""
