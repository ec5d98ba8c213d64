"""A profile in other forms, for those who work elsewhere. Knows fields and conditions, judges nothing, opens no file.

Each form is made from the profile alone; its sentences are handed in by whoever knows them.
"""
