"""Terms of rdflib as ours."""

from rdflib.term import BNode, Literal, Node

from catalog_validator.syntax.rdf_graph import Term, Value
from catalog_validator.syntax.rdf_names import BASE


def to_term(node: Node) -> Term:
    """What a term of the library says; references that were relative are so again."""
    if isinstance(node, BNode):
        return f"_:{node}"
    if isinstance(node, Literal):
        return Value(str(node), str(node.language or ""), str(node.datatype or ""))
    return str(node).removeprefix(BASE)
