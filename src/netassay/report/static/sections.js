// The sections: of each test its trends, its results and what stands in their lists.

const link = (n, text = `#${n + 1}`) => element("a", { href: `#r${n + 1}`, class: "to" }, text);

// What was tested works, or does not: the word, in its colour, which tells the summary.
const pill = (verdict) => element("span", { class: `pill ${verdict}` }, verdict);
const WORST = ["failed", "not-run", "degraded", "pending", "unknown", "passed"];
const verdictRank = (verdict) => WORST.indexOf(verdict);

const verdictCell = ({ verdict, summary }) =>
  withTip(pill(verdict), () => [
    element("div", { class: "tip-value" }, summary), element("div", { class: "muted" }, `${verdict}: ${META.judged[verdict]}`)]);

// The state stands beside a verdict that has said what weighs; only a gap in what was
// measured is told by a colour.
function stateCell({ kind, status, completeness, verdict }) {
  const state = kind === "result" ? status : kind === "error" ? "error answer" : kind;
  const missing = completeness === "partial" ? "partial" : "nothing measured";
  const complete = completeness === "complete" || kind !== "result" || verdict === "not-run" || verdict === "pending";
  return [
    state && element("span", { class: "plain" }, state.replaceAll("_", " ").toLowerCase()), " ",
    !complete && element("span", { class: "badge warning" }, missing),
  ];
}

function weightCell(result) {
  const counts = SEVERITIES.map((severity) => [severity, result[`${severity}s`]]).filter(([, count]) => count);
  return counts.map(([severity, count]) =>
    [element("span", { class: `mark ${severity}`, title: countText(count, SEVERITY_WORDS[severity]) }, String(count)), " "]);
}

const weight = (result) => result.errors * 1e8 + result.warnings * 1e4 + result.infos;

const COMMON_COLUMNS = {
  number: { label: "#", of: (row) => row.n + 1, cell: (row) => row.n + 1, number: true, doc: "number of the response, in the order of reading" },
  time: { label: "started, UTC", of: (row) => row.result.started_at, cell: (row) => element("span", { class: "time" }, clock(row.result.started_at) || "\u2013"), doc: "start of the test" },
  device: { label: "device", of: (row) => row.result.serial_number, cell: (row) => row.result.serial_number ?? "\u2013", doc: "serial number of the device" },
  family: { label: "family", of: (row) => row.result.family, cell: (row) => row.result.family ?? "\u2013", choice: true, doc: "kind of device" },
  verdict: { label: "verdict", always: true, of: (row) => row.result.verdict, cell: (row) => verdictCell(row.result), text: (row) => `${row.result.verdict} ${row.result.summary}`, rank: verdictRank, choice: true, doc: "whether what was tested works; sorted, the worst comes first" },
  state: { label: "state", of: (row) => (row.result.kind === "result" ? row.result.status : row.result.kind), cell: (row) => stateCell(row.result), text: (row) => `${row.result.status} ${row.result.kind} ${row.result.completeness}`, choice: true, doc: "state of the task, and whether its measurement is whole" },
  findings: { label: "findings", always: true, of: (row) => weight(row.result), cell: (row) => weightCell(row.result), doc: "errors, warnings and remarks" },
};

// Of a text its first line, and how many more there are.
function firstLine(value, column) {
  if (typeof value !== "string" || isLarge(value, column)) return null;
  const [first, ...more] = value.trim().split(/\r?\n/);
  return [first.slice(0, 80), more.length > 0 && element("span", { class: "muted" }, ` and ${countText(more.length, "more line")}`)];
}

// A figure of the results' table; its source is unpacked when it is hovered.
function figureColumn(column, at) {
  const of = (row) => row.values[at] ?? null;
  const cell = (row) => {
    const value = of(row);
    if (value === null) return element("span", { class: "muted" }, "\u2013");
    const node = element("span", {}, firstLine(value, column) ?? valueContent(value, column));
    return withTip(node, async () => explanation(await load(row.result), column.key, value, column));
  };
  return { ...column, number: ["number", "count"].includes(column.kind), choice: column.kind === "flag", of, cell };
}

function resultsTable(section, rows, onrows) {
  const { number, time, device, family, verdict, state, findings } = COMMON_COLUMNS;
  return new Table({
    title: `${section.title} results`, nouns: ["result", "results"], rows, onrows, key: (row) => row.n,
    columns: [number, time, device, family, verdict, state, findings, ...section.columns.map(figureColumn)],
    expand: (row, into) => showDetail(section, row.result, into),
  });
}

// All results in one table, what works least first.
function responsesTable(data) {
  const titles = Object.fromEntries(META.sections.map((section) => [section.test, section.title]));
  const { time, device, family, verdict, findings } = COMMON_COLUMNS;
  const rows = data.results.map((result) => ({ n: result.n, result }));
  rows.sort((one, other) => verdictRank(one.result.verdict) - verdictRank(other.result.verdict));
  const columns = [
    { label: "result", of: (row) => row.n, cell: (row) => link(row.n), number: true }, verdict,
    { label: "test", of: (row) => titles[row.result.test ?? "unknown"], cell: (row) => titles[row.result.test ?? "unknown"], choice: true },
    device,
    { label: "summary", of: (row) => row.result.summary, cell: (row) => element("span", { class: "message" }, row.result.summary.slice(0, 300)), doc: "the result in one line" },
    findings, time, family,
  ];
  return new Table({ title: "Responses", nouns: ["response", "responses"], rows, columns, key: (row) => row.n, size: 15 }).node;
}

// Lists of all results together: entries of ARP tables, ports, pairs.
function rowsTable(section, rows, results) {
  const columns = section.rowColumns.map((column, at) => {
    const of = (row) => row[at + 2] ?? null;
    const cell = (row) => {
      if (of(row) === null) return element("span", { class: "muted" }, "\u2013");
      const node = element("span", {}, firstLine(of(row), column) ?? valueContent(of(row), column));
      return withTip(node, async () => explanation(await load(results[row[0]]), `${row[1]}.${column.key}`, of(row), column));
    };
    const choice = ["flag"].includes(column.kind) || ["status", "state", "answer", "type"].includes(column.key);
    return { ...column, of, cell, number: column.kind === "number", choice };
  });
  const from = { label: "result", of: (row) => row[0], cell: (row) => link(row[0]), number: true };
  const device = { label: "device", of: (row) => results[row[0]].device, cell: (row) => results[row[0]].device };
  return new Table({ title: `${section.title} rows`, nouns: ["row", "rows"], rows, columns: [from, device, ...columns], key: (row) => row[1] });
}

function trendRows(section, at, rows) {
  const points = rows
    .filter((row) => row.result.time !== null && isFigure(row.values[at], section.columns[at]))
    .map((row) => ({ n: row.n, time: row.result.time, value: Number(row.values[at]), device: row.result.device, to: words(row.values[0]).slice(0, 60) }))
    .sort((one, other) => one.time - other.time);
  const few = (of) => new Set(points.map(of)).size <= MOST_SERIES;
  const both = (point) => `${point.device} to ${point.to}`;
  const series = few(both) ? both : few((point) => point.to) ? (point) => point.to : () => "";
  // Among many series, lines would be a tangle.
  const withLines = new Set(points.map(both)).size <= 16;
  return points.map((point) => ({ ...point, between: both(point), group: withLines ? both(point) : point.n, series: series(point) }));
}

function trends(section, rows, results) {
  return section.trends.flatMap((key) => {
    const at = section.columns.findIndex((column) => column.key === key);
    const column = section.columns[at];
    const points = trendRows(section, at, rows);
    if (new Set(points.map((point) => point.time)).size < 2) return [];
    const tipOf = async (point) => [
      explanation(await load(results[point.n]), key, point.value, column),
      element("div", { class: "muted" }, `${point.between}, ${clock(results[point.n].started_at)} UTC, #${point.n + 1}`),
    ];
    const node = chartFigure(`${column.label} over time`, "trend", points, {
      tip: tipOf, open: (point) => (location.hash = `#r${point.n + 1}`), note: "by device and destination",
      titles: { y: column.scaled ? " " : column.unit ? `${column.label}, ${column.unit}` : column.label },
      labels: column.scaled ? `${META.prefixed} + '${SCALED[column.unit]}'` : null,
    });
    return [{ at, node }];
  });
}

function showSection(section, data) {
  const { results: figures, rows } = data.sections[section.test];
  const lines = figures.map(([n, ...values]) => ({ n, values, result: data.results[n] }));
  const trendCharts = trends(section, lines, data.results);
  const table = resultsTable(section, lines, (chosen) =>
    trendCharts.forEach(({ at, node }) => redraw(node, trendRows(section, at, chosen))));
  const into = document.querySelector(`#test-${section.test} .content`);
  fill(
    into, trendCharts.length > 0 && element("div", { class: "charts" }, trendCharts.map(({ node }) => node)),
    rows.length > 0 && [element("h3", {}, section.rowTitle), rowsTable(section, rows, data.results).node, element("h3", {}, "Results")],
    table.node
  );
  const valueCount = (line) => line.values.filter((value) => value !== null).length;
  const richest = lines.reduce((one, other) => (valueCount(other) > valueCount(one) ? other : one));
  if (section.charts.length || lines.length === 1) table.toggle(richest, true);
  return table;
}
