"""Many entries, counted only. Agrees with `catalog_validator.engine.assess` entry by entry; it decides nothing.

It works down the columns of a batch, not along its rows, and may do three things with a value: prove cheaply that
it is fine (`proofs`), reuse an outcome that the reference gave the same value before (`cells`, `records`), or ask the
reference. What conditions and relations depend on is decided once per combination of controlling values (`variant`).
"""
