"""The only room that touches the file system: paths in, sources out; text in, files out.

How a folder is searched: its files by name, then its folders by name, each in the same way. A file is read when its
ending is known; a .zip is searched like a folder, its parts by the same rules, without unpacking it to disk. Whatever
is not read is said (CV020): hidden files, links that lead out of the folder, links to folders, devices, unknown
endings, other archives and archives within archives, what may not be read, and a file that was reached before.
"""

from catalog_validator.files.confine import refusal
from catalog_validator.files.search import STANDARD_INPUT, Found, PathError, file, find, plain_file
from catalog_validator.files.streams import TextSpool, copied, file_source, open_bytes, own_path
from catalog_validator.model.document import StreamStopped

__all__ = [
    "STANDARD_INPUT",
    "Found",
    "PathError",
    "StreamStopped",
    "TextSpool",
    "copied",
    "file",
    "file_source",
    "find",
    "open_bytes",
    "own_path",
    "plain_file",
    "refusal",
]
