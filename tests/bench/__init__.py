"""Measurements beside the peers, never timed tests: `make bench` writes build/bench.json."""
