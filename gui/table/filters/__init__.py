"""Filters built without a mouse: a row of boxes, values with counts, completion; all of them one text."""
