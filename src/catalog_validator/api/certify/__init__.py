"""The certificate: entries are made, judged by the engine and by other languages, and the judgements compared.

It needs the engine, the readers, the writers and the exporters at once, and so stands in the room that joins them.
"""
