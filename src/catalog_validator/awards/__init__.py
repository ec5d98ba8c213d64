"""Results and a campaign in, nominations with their evidence out. Decides nothing that belongs to people.

Uses only what `catalog_validator` exports; only the command line and the generator import it. The rules are data (a
campaign); who took part is data too (a register). The same inputs give the same bytes.
"""
