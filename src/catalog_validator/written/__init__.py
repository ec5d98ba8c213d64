"""Data that a person writes to steer a run: plain values with their places, and every mistake of form at once.

A profile, a campaign, a register: each has a pydantic model. Importing this loads no pydantic; `form` does.
"""

from catalog_validator.written.raw import Raw, WrittenError

__all__ = ["Raw", "WrittenError"]
