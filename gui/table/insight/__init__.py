"""Looking rather than reading: a column's summary, the totals, what is selected."""
