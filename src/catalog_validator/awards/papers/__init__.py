"""The papers of a nomination: Word templates filled from a record, and what people still have to add.

The templates in ``templates/`` may be edited in Word and passed back; ``draw`` made the ones that are shipped.
"""
