"""Writes the stubs: what a type checker can't read from the annotations of records.

A field with a unit shows a quantity, takes a plain number too, and has the plain number
beside it under the exported name. A result is of the record of its test, and `normalize` says
of which where it is told the test::

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
import netassay.records
from netassay.core.records.record import Record, fields_by_name
from netassay.measurements import TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from netassay.core.records.record import Field

SOURCE = Path(netassay.__file__).parent
_HEADER = "# Written by tests/typing/stubs.py; changes here are lost."
_CONVERTER = "def _magnitude(value: Quantity | float | None) -> Quantity | None: ..."
_GENERIC = 'M = TypeVar("M", bound=Measurement, default=Measurement, covariant=True)'


def modules() -> list[str]:
    """Return the modules that have a stub: those that declare records, and the ways in."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "\n@record\n" in path.read_text() or path.name == "entry.py":
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
    return "\n".join([_HEADER, "", *_imports(tree, body), "", body, ""])


def _statements(tree: ast.Module, module: ModuleType) -> Iterator[str]:
    """Give what a stub says of each class, function and alias of a module."""
    if "Milliseconds" in (source := ast.unparse(tree)) or any(
        unit in source for unit in ("Bytes", "Seconds", "Meters", "Percent", "BitsPerSecond")
    ):
        yield _CONVERTER
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            cls = getattr(module, node.name)
            yield _class(node, cls) if issubclass(cls, Record) else ast.unparse(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield from _function(node)
        elif isinstance(node, ast.AnnAssign) and not ast.unparse(node.target).startswith("_"):
            yield f"{ast.unparse(node.target)}: {ast.unparse(node.annotation)}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            alias = node.targets[0].id
            if alias == "M":
                yield _GENERIC
            elif alias == "__all__" or (alias[0].isupper() and not alias.isupper()):
                yield ast.unparse(node)


def _class(node: ast.ClassDef, cls: type[Record]) -> str:
    bases = ", ".join(map(ast.unparse, node.bases))
    lines = ["@attrs.frozen(kw_only=True)", f"class {node.name}({bases}):"]
    lines.append(_docstring(ast.get_docstring(node) or "", "    "))
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            if "ClassVar" not in ast.unparse(item.annotation):
                field = fields_by_name(cls)[item.target.id]
                lines += _field(field, ast.unparse(item.annotation))
        elif isinstance(item, ast.FunctionDef):
            lines.append(textwrap.indent(_signature(item), "    "))
    return "\n".join(lines)


def _field(field: Field, annotation: str) -> Iterator[str]:
    """Give a field, and the plain number that stands beside its quantity."""
    doc = field.doc + (f", in {field.unit.symbol}" if field.unit else "")
    default = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        made = "list" if default.factory is list else "dict"
        yield f"    {field.name}: {annotation} = attrs.field(factory={made})"
    elif field.unit:
        yield f"    {field.name}: {annotation} = attrs.field(default=None, converter=_magnitude)"
    else:
        shown = "..." if field.choices and default not in field.choices else repr(default)
        yield f"    {field.name}: {annotation} = {shown}"
    yield _docstring(doc, "    ")
    if field.unit:
        plain = "int" if field.unit.whole else "float"
        yield "    @property"
        yield f"    def {field.exported}(self) -> {plain} | None:"
        yield _docstring(doc, "        ")


def _signature(item: ast.FunctionDef, doc: str | None = None) -> str:
    returns = f" -> {ast.unparse(item.returns)}" if item.returns else ""
    said = _docstring(ast.get_docstring(item) or "" if doc is None else doc, "    ")
    marks = "".join(f"@{ast.unparse(mark)}\n" for mark in item.decorator_list)
    return f"{marks}def {item.name}({ast.unparse(item.args)}){returns}:\n{said}"


def _function(item: ast.FunctionDef) -> Iterator[str]:
    """Give a function; one that is told the test says for each which record the result has."""
    names = [argument.arg for argument in item.args.args]
    if "test" not in names or ast.unparse(item.returns or ast.Constant(None)) != "Result":
        yield _signature(item)
        return
    at = names.index("test")
    for test, spec in TESTS.items():
        told = ast.parse(ast.unparse(item)).body[0]
        assert isinstance(told, ast.FunctionDef)
        words = sorted({test, spec.endpoint, *spec.other_endpoints})
        told.args.args[at].annotation = (
            ast.parse(f"Literal[{', '.join(map(repr, words))}]").body[0].value
        )  # type: ignore[attr-defined]
        if at:  # what stands before it may be left out, so that it must be named
            told.args.kwonlyargs = told.args.args[at:]
            defaults = told.args.defaults[-len(told.args.kwonlyargs) :]
            told.args.kw_defaults = [None, *defaults[1:]]
            told.args.defaults = told.args.defaults[: len(told.args.args[:at]) - 1]
            told.args.args = told.args.args[:at]
        told.returns = ast.parse(f"Result[{spec.record.__name__}]").body[0].value  # type: ignore[attr-defined]
        yield f"@overload\n{_signature(told, '')}"
    yield f"@overload\n{_signature(item)}"


def _docstring(text: str, indent: str) -> str:
    if not text:
        return f"{indent}..."
    quoted = text.replace("\\", "\\\\")
    return textwrap.indent(f'"""{quoted}\n"""' if "\n" in quoted else f'"""{quoted}"""', indent)


#: Names that only stubs use, and where they are from.
_MORE = {
    "attrs": "import attrs",
    "TypeVar": "from typing_extensions import TypeVar",
    "overload": "from typing import overload",
    "Quantity": "from netassay.core.values.units import Quantity",
}


def _imports(tree: ast.Module, body: str) -> list[str]:
    """Return the imports of the names that the stub uses."""
    used = {node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)}
    lines = [line for name, line in _MORE.items() if name in used]
    if "Literal" in used:
        lines.append("from typing import Literal")
    records = sorted(used & {*netassay.records.__all__} - {node.name for node in _classes(tree)})
    lines += [f"from netassay.records import {name}" for name in records]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            names = [one.name for one in node.names if one.name in used - {"TypeVar", "Literal"}]
            lines += [f"from {node.module} import {name}" for name in names if name not in records]
    return sorted(set(lines))


def _classes(tree: ast.Module) -> Iterator[Any]:
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def main() -> None:
    """Write all stubs."""
    for module in modules():
        path_of(module).write_text(stub(module))


if __name__ == "__main__":
    main()
