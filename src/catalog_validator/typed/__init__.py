"""Typed descriptions for the built-in profiles, generated from them: one module each, with a class ``Description``."""
