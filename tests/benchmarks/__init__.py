"""Speed and memory, measured on demand and printed as ratios: `python -m tests.benchmarks`."""
