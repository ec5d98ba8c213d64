"""Small pure rules: one per kind of check. A rule names a field path, never a line."""
