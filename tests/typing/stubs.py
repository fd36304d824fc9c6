"""Writes the stubs of the modules that declare records, from the records themselves.

A type checker sees of a field with a unit its quantity; that it takes a plain number too, and
that the plain number is there under the exported name, only the stub can say::

    python tests/typing/stubs.py          # writes them
    pytest tests/typing                   # says which are not as they should be
"""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import netassay
from netassay.core.record import Record, fields_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from netassay.core.record import Field

SOURCE = Path(netassay.__file__).parent
_HEADER = "# Written by tests/typing/stubs.py from the records; changes here are lost.\n"


def modules() -> list[str]:
    """Return the modules that have a stub: all those in which a record is declared."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "@record" in path.read_text() and path.name != "record.py":
            inner = path.relative_to(SOURCE.parent).with_suffix("")
            found.append(".".join(inner.parts))
    return found


def path_of(module: str) -> Path:
    """Return where the stub of a module stands."""
    return SOURCE.parent.joinpath(*module.split(".")).with_suffix(".pyi")


def stub(name: str) -> str:
    """Return the stub of a module."""
    module = importlib.import_module(name)
    tree = ast.parse(inspect.getsource(module))
    body = "\n\n".join(_statements(tree, module))
    lines = [_HEADER.rstrip(), *_imports(tree, body), "", body, ""]
    return "\n".join(lines)


def _statements(tree: ast.Module, module: ModuleType) -> Iterator[str]:
    """Give what a stub says of each class and of each alias that annotations name."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            cls = getattr(module, node.name)
            yield _class(node, cls) if _is_record(cls) else _plain_class(node)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            alias = node.targets[0].id
            if alias == "__all__" or (alias[0].isupper() and not alias.isupper()):
                yield ast.unparse(node)
        elif isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation):
            yield ast.unparse(node)


def _is_record(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record)


def _class(node: ast.ClassDef, cls: type[Record]) -> str:
    bases = ", ".join(map(ast.unparse, node.bases))
    lines = ["@attrs.frozen(kw_only=True)", f"class {node.name}({bases}):"]
    lines.append(_docstring(ast.get_docstring(node) or "", "    "))
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            if "ClassVar" not in ast.unparse(item.annotation):
                field = fields_by_name(cls)[item.target.id]
                lines += _field(field, ast.unparse(item.annotation))
        elif isinstance(item, ast.FunctionDef) and not item.name.startswith("__"):
            lines += _method(item)
    return "\n".join(lines)


def _field(field: Field, annotation: str) -> Iterator[str]:
    """Give a field, and the plain number that stands beside its quantity."""
    doc = field.doc + (f", in {field.unit.symbol}" if field.unit else "")
    default = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        made = "list" if default.factory is list else "dict"
        yield f"    {field.name}: {annotation} = attrs.field(factory={made})"
    elif field.unit:
        yield f"    {field.name}: {annotation} = attrs.field(default=None, converter=magnitude)"
    else:
        yield f"    {field.name}: {annotation} = {default!r}"
    yield _docstring(doc, "    ")
    if field.unit:
        plain = "int" if field.unit.whole else "float"
        yield "    @property"
        yield f"    def {field.exported}(self) -> {plain} | None:"
        yield _docstring(doc, "        ")


def _method(item: ast.FunctionDef) -> Iterator[str]:
    arguments = ast.unparse(item.args)
    returns = f" -> {ast.unparse(item.returns)}" if item.returns else ""
    for decorator in item.decorator_list:
        yield f"    @{ast.unparse(decorator)}"
    yield f"    def {item.name}({arguments}){returns}:"
    yield _docstring(ast.get_docstring(item) or "", "        ")


def _plain_class(node: ast.ClassDef) -> str:
    return ast.unparse(node)


def _docstring(text: str, indent: str) -> str:
    if not text:
        return f"{indent}..."
    quoted = text.replace("\\", "\\\\")
    return textwrap.indent(f'"""{quoted}"""', indent)


def _imports(tree: ast.Module, body: str) -> Iterator[str]:
    """Give the imports of the names that the stub uses."""
    used = {node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)}
    if "attrs" in used:
        yield "import attrs"
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            names = sorted(alias.name for alias in node.names if alias.name in used)
            if names:
                yield f"from {node.module} import {', '.join(names)}"
    if "magnitude" in used:
        yield "from netassay.core.units import magnitude"


def main() -> None:
    """Write all stubs."""
    for module in modules():
        path_of(module).write_text(stub(module))


if __name__ == "__main__":
    main()
