"""Plain frozen data that every other room shares. Imports nothing of ours."""
