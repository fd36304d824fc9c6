// The values of one measurement: single ones in a grid, lists as tables, all with their sources.

// A value with its unit; the hover says it exactly and tells where it came from.
function valueNode(detail, name, value, column) {
  if (value === null || value === undefined) return element("span", { class: "muted" }, "\u2013");
  const node = element("span", { tabindex: "0" }, valueContent(value, column));
  return withTip(node, () => explanation(detail, name, value, column));
}

const isEmpty = (value) =>
  value === null || value === undefined || (typeof value === "object" && !Object.keys(value).length);

// Kinds of fields that have tables of their own.
const LISTS = ["count", "rows", "runs"];

function singleValues(detail, record, fields, path = "", label = "") {
  return fields.flatMap((field) => {
    const value = record[field.key];
    if (isEmpty(value) || LISTS.includes(field.kind)) return [];
    const name = `${path}${field.key}`;
    const fullLabel = `${label}${field.label}`;
    if (field.kind === "record") return singleValues(detail, value, field.fields, `${name}.`, `${fullLabel} `);
    if (field.kind === "map") return mapValues(detail, value, name);
    return [[fullLabel, valueNode(detail, name, value, field), typeof value === "string" && value.length > 60]];
  });
}

const mapValues = (detail, map, path) =>
  Object.entries(map)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key.replaceAll("_", " "), valueNode(detail, `${path}.${key}`, value, { label: key })]);

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
  const own = fields.filter((field) => field !== inner && !["rows", "runs"].includes(field.kind));
  const all = inner ? [...own, ...inner.fields] : own;
  return all
    .filter((field) => rows.some((row) => !isEmpty(row[field.key]) && row[field.key] !== false))
    .map((field) => ({
      ...field,
      number: field.kind === "number",
      of: (row) => row[field.key],
      cell: (row) => valueNode(detail, nameOf(field, own, row), row[field.key], field),
    }));
}

function nameOf(field, own, row) {
  const outer = own.includes(field) && /\]\..*\]$/.test(row.at);
  return `${outer ? row.at.replace(/\.[^.]*$/, "") : row.at}.${field.key}`;
}

function lists(detail, fields) {
  return fields
    .filter((field) => field.kind === "count" && detail.measurement[field.key]?.length)
    .flatMap((field) => {
      const inner = field.fields.find((one) => one.kind === "count");
      const rows = rowsOf(detail.measurement, inner ? `${field.key}.${inner.key}` : field.key);
      const outer = detail.measurement[field.key];
      const columns = rows.length ? listColumns(detail, field.fields, rows) : [];
      const table = new Table({ title: field.label, nouns: ["row", "rows"], columns, rows, key: (row) => row.at, size: 25 });
      return [fold(`${field.label} (${outer.length})`, () => table.node), ...within(detail, field)];
    });
}

// The tables in the rows of a list, and the measurements of other tests in them.
function within(detail, field) {
  return detail.measurement[field.key].flatMap((row, at) => {
    const title = String(row[field.fields[0].key] ?? `${field.label} ${at + 1}`).slice(0, 120);
    return field.fields.flatMap((inner) => {
      const name = `${field.key}[${at}].${inner.key}`;
      if (isEmpty(row[inner.key])) return [];
      if (inner.kind === "rows") {
        return [fold(`${title}: ${inner.label} (${row[inner.key].length})`, () => parsedTable(detail, title, name, row[inner.key]))];
      }
      if (inner.kind !== "runs") return [];
      return row[inner.key].map((run) => fold(`${title}: ${run.test}, line ${run.line}`, () => runValues(detail, inner.tests[run.test], run)));
    });
  });
}

function parsedTable(detail, title, name, texts) {
  const rows = texts.map((cells, at) => ({ cells: new Map(Object.entries(cells)), at: `${name}[${at}]` }));
  const names = [...new Set(rows.flatMap((row) => [...row.cells.keys()]))];
  const columns = names.map((one) => ({
    label: one.replaceAll("_", " "),
    of: (row) => row.cells.get(one) ?? "",
    cell: (row) => valueNode(detail, `${row.at}.${one}`, row.cells.get(one), { label: one }),
  }));
  return new Table({ title, nouns: ["row", "rows"], columns, rows, key: (row) => row.at, size: 25 }).node;
}

// Their values are all from the text of the response.
function runValues(detail, fields, run) {
  if (!fields || !run.measurement) return element("p", { class: "muted" }, "Nothing was measured.");
  const own = { ...detail, measurement: run.measurement, where: {} };
  return element("div", {}, grid(singleValues(own, run.measurement, fields)), lists(own, fields));
}

// A part that is folded away, made when it is first opened.
function fold(title, make, open = false) {
  const inner = element("div", { class: "fold" });
  const node = element("details", {}, element("summary", {}, title), inner);
  const fillInner = () => inner.childElementCount || fill(inner, make());
  node.addEventListener("toggle", () => node.open && fillInner());
  if (open) {
    node.open = true;
    fillInner();
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
  return new Table({ title: "where each value came from", nouns: ["value", "values"], columns, rows, key: (row) => row.name, size: 25 }).node;
}
