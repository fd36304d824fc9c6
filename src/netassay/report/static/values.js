// The values of one measurement: single ones in a grid, lists as tables, all with their sources.

// A value with its unit; the hover says it exactly and tells where it came from.
function valued(detail, name, value, column) {
  if (value === null || value === undefined) return element("span", { class: "muted" }, "\u2013");
  const node = element("span", { tabindex: "0" }, shown(value, column));
  return tipped(node, () => explained(detail, name, value, column));
}

const idle = (value) =>
  value === null || value === undefined || (typeof value === "object" && !Object.keys(value).length);

function singles(detail, record, fields, path = "", label = "") {
  return fields.flatMap((field) => {
    const value = record[field.key];
    if (idle(value) || field.kind === "count") return [];
    const name = `${path}${field.key}`;
    const said = `${label}${field.label}`;
    if (field.kind === "record") return singles(detail, value, field.fields, `${name}.`, `${said} `);
    if (field.kind === "map") return mapped(detail, value, name);
    return [[said, valued(detail, name, value, field), typeof value === "string" && value.length > 60]];
  });
}

const mapped = (detail, map, path) =>
  Object.entries(map)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key.replaceAll("_", " "), valued(detail, `${path}.${key}`, value, { label: key })]);

function grid(pairs) {
  return element(
    "dl", { class: "grid" },
    pairs.map(([name, value, wide]) =>
      element("div", { class: wide && "wide" }, element("dt", {}, name), element("dd", {}, value))
    )
  );
}

// A list's columns: those of its records and of the records around them, said at least once.
function listColumns(detail, fields, rows) {
  const inner = fields.find((field) => field.kind === "count");
  const own = fields.filter((field) => field !== inner);
  const all = inner ? [...own, ...inner.fields] : own;
  return all
    .filter((field) => rows.some((row) => !idle(row[field.key]) && row[field.key] !== false))
    .map((field) => ({
      ...field,
      number: field.kind === "number",
      of: (row) => row[field.key],
      cell: (row) => valued(detail, nameOf(field, own, row), row[field.key], field),
    }));
}

function nameOf(field, own, row) {
  const outer = own.includes(field) && /\]\..*\]$/.test(row.at);
  return `${outer ? row.at.replace(/\.[^.]*$/, "") : row.at}.${field.key}`;
}

function lists(detail, fields) {
  return fields
    .filter((field) => field.kind === "count" && detail.measurement[field.key]?.length)
    .map((field) => {
      const inner = field.fields.find((one) => one.kind === "count");
      const rows = rowsOf(detail.measurement, inner ? `${field.key}.${inner.key}` : field.key);
      const outer = detail.measurement[field.key];
      const columns = rows.length ? listColumns(detail, field.fields, rows) : [];
      const table = new Table({ title: field.label, what: ["row", "rows"], columns, rows, key: (row) => row.at, size: 25 });
      return folded(`${field.label} (${outer.length})`, () => table.node);
    });
}

// A part that is folded away, made when it is first opened.
function folded(title, make, open = false) {
  const inner = element("div", { class: "fold" });
  const node = element("details", {}, element("summary", {}, title), inner);
  const once = () => inner.childElementCount || fill(inner, make());
  node.addEventListener("toggle", () => node.open && once());
  if (open) {
    node.open = true;
    once();
  }
  return node;
}

function sourcesTable(detail) {
  const rows = Object.entries(detail.where).map(([name]) => ({ name, ...sourceOf(detail, name) }));
  const columns = [
    ["field", (row) => row.name],
    ["output", (row) => row.stated],
    ["text", (row) => row.printed],
    ["line", (row) => row.line],
    ["verdict", (row) => row.verdict],
  ].map(([label, of]) => ({ label, of, choice: label === "verdict", number: label === "line", cell: (row) => of(row) ?? "\u2013" }));
  return new Table({ title: "where each value came from", what: ["value", "values"], columns, rows, key: (row) => row.name, size: 25 }).node;
}
