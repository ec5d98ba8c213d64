"""The page: one HTML file that needs nothing else, in both languages, that opens also where scripts are off.

What stands in it: `document` joins `overview` (the run in numbers), `entry` (each description, why it is not at 100,
what was found), `notes` (what was expected and on what ground, said once for all findings that share it) and `rows`
(the table's data for the script). `tally` is what is remembered of the entries while they pass.

A description's part stands inside a ``noscript`` of its own. With scripts off that is the page; with scripts on it is a
single piece of text that costs the browser nothing until the reader opens that description. So nothing
is in the file twice.

`skeleton` is what every page has around its content. `trend` is a second page, of saved reports as curves (`curve`).
"""
