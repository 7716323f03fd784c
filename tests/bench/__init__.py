"""The benchmarks: what the house's promises cost, beside the plain thing, on both engines.

`python -m tests.bench` with SIZE=small, medium or large; BENCH_QUICK=1 runs everything with next to no rows.
"""
