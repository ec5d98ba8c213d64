"""A profile and entries in, exact results out. The meaning of a score is here, and only here."""
