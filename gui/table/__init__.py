"""The data table: rows of one collection, searched, sorted and edited in place."""
