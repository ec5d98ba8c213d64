"""Documents in, entries out: knows the names that sources use for the profile's fields, and no file format."""
