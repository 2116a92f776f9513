"""Model families for benchmarks only."""
