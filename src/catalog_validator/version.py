"""The version of the package, from its metadata, read when it is asked for."""


def version() -> str:
    """For example ``0.1.0``."""
    from importlib.metadata import version as installed

    return installed("catalog-validator")
