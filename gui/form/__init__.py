"""The record form, built from the facts of the model's fields."""
