"""Benchmarks: how long catval takes, and how long others take over the same entries. Nothing here is a test."""
