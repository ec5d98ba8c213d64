"""Check and score the descriptions in a public data catalog."""
