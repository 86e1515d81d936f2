"""Benchmarks: each module has a `main()` that fills an empty database and prints figures side by side."""
