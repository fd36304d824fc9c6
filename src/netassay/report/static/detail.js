// One result, opened: what it is, what was found, its charts, its values, its text.

const SEVERITIES = ["error", "warning", "info"];
const SEVERITY_WORDS = { error: "error", warning: "warning", info: "remark" };

const badge = (severity, text = SEVERITY_WORDS[severity]) => element("span", { class: `badge ${severity}` }, text);

function findingItem([severity, code, path, message, stated, printed]) {
  const side = (name, text) =>
    text !== null && element("div", { class: "side" }, element("span", { class: "muted" }, name), element("code", {}, text));
  return element(
    "li", { class: "finding" },
    element("div", {}, badge(severity), " ", element("strong", {}, code), " ", path && element("code", {}, path)),
    element("div", {}, message), side("output", stated), side("text", printed)
  );
}

function taskGrid(detail, result) {
  const excluded = ["test", "family", "kind", "completeness", "status", "verdict", "summary"];
  const fields = META.head.filter((field) => !excluded.includes(field.key) && !isEmpty(detail.head[field.key]));
  const pairs = fields
    .filter((field) => field.key in detail.head)
    .map((field) => [field.label, valueContent(detail.head[field.key], field), field.key.endsWith("message")]);
  return grid([["source", result.source, true], ...pairs]);
}

// Rows as charts take them, each with the name by which it is told from others.
function chartRows(detail, chart) {
  const measurement = detail.measurement;
  if (chart.records) {
    const names = chart.rows.split(" ").filter((name) => measurement[name]);
    return names.map((name) => ({ ...measurement[name], at: name, series: name }));
  }
  const rows = rowsOf(measurement, chart.rows);
  const present = new Set(rows.map((row) => row[chart.lost_as]));
  const numbers = (measurement[chart.lost] || []).filter((number) => !present.has(number));
  const lost = numbers.map((number) => ({ at: "", [chart.lost_as]: number, outcome: "timeout" }));
  return limitSeries([...rows, ...lost].map(withLabels));
}

// Of more lines than there are colours, all but their sum look alike; where there are
// several, only the sum is filled.
function limitSeries(rows) {
  const series = new Set(rows.map((row) => row.series));
  const group = (row) => (row.stream === null ? "sum" : "single streams");
  const grouped = series.size > MOST_SERIES ? rows.map((row) => ({ ...row, series: "stream" in row ? group(row) : row.series })) : rows;
  return grouped.map((row) => ({ ...row, filled: series.size < 2 || row.stream === null }));
}

function withLabels(row) {
  const router = [row.name, row.address].filter(Boolean).join(" ") || "no answer";
  const stream = [row.stream === null ? "sum" : `stream ${row.stream}`, row.role || row.direction];
  const series =
    "start_s" in row ? stream.filter(Boolean).join(", ")
    : "status_code" in row ? `HTTP ${[row.status_code, row.status_text].filter(Boolean).join(" ") || "without a status"}` : "";
  return {
    ...row, series, tone: GOOD_STATUS.test(row.status) ? "fine" : "fault",
    router: "hop" in row ? `${row.hop ?? "?"}   ${router}` : null,
    pair: "pair" in row ? [row.port ?? "?", row.pair ?? "?", row.status].filter(Boolean).join("  ") : null,
  };
}

const GOOD_STATUS = /^(good|ok|normal|pass|passed)$/i;
const COLOURS = {
  latency: (series) => (/^HTTP [123]\d\d\b/.test(series) ? "series-1" : "bad"),
  pairs: (tone) => (tone === "fine" ? "series-1" : "bad"),
};

// A row as it is drawn: large counts as numbers, and as `exact` what they were.
function withNumbers(row, fields) {
  const large = fields.filter((field) => isLarge(row[field.key], field));
  return large.length ? { ...row, ...Object.fromEntries(large.map(({ key }) => [key, Number(row[key])])), exact: row } : row;
}

// The figures of a row on hover: the one that is drawn with its source, then the others.
function rowTip(detail, chart, fields, drawn) {
  const row = drawn.exact ?? drawn;
  const valueField = fields.find((field) => field.key === chart.value);
  const value = row[chart.value];
  const mainKey = chart.template === "replies" ? "time_ms" : chart.template === "path" ? "rtt_ms" : chart.value;
  const main = fields.find((field) => field.key === mainKey) || valueField;
  const others = fields.filter((field) => field !== main && !isEmpty(row[field.key]) && field.kind !== "count" && row[field.key] !== false);
  const list = element(
    "dl", { class: "tip-list" },
    others.map((field) => [element("dt", {}, field.label), element("dd", {}, words(row[field.key], field))])
  );
  if (row[main.key] === null || row[main.key] === undefined) {
    const what = row.at ? row.outcome || words(value, valueField) : "lost: no reply with this number";
    return [element("div", { class: "tip-value" }, what), list];
  }
  return [explanation(detail, `${row.at}.${main.key}`, row[main.key], main), list];
}

function fieldsAt(shape, path) {
  let [fields, all] = [shape, []];
  for (const step of path.split(" ")[0].split(".")) {
    fields = fields.find((field) => field.key === step)?.fields || [];
    all = [...all, ...fields];
  }
  return all;
}

function resultCharts(section, detail) {
  if (!detail.measurement) return [];
  return section.charts.flatMap((chart) => {
    const rows = chartRows(detail, chart);
    if (!rows.some((row) => !isEmpty(row[chart.value]))) return [];
    const fields = fieldsAt(section.shape, chart.rows);
    const drawn = rows.map((row) => withNumbers(row, fields));
    const options = { tip: (row) => rowTip(detail, chart, fields, row), colours: COLOURS[chart.template] };
    return [chartFigure(chart.title, chart.template, drawn, options)];
  });
}

const block = (text) => element("pre", { tabindex: "0" }, text.replace(/\r\n|\n\r|\r/g, "\n"));

function response(detail) {
  return [
    detail.extras.length > 0 &&
      fold(`Values that no field takes (${detail.extras.length})`, () =>
        grid(detail.extras.map(([pointer, json]) => [pointer, element("code", {}, json), true]))),
    detail.unread.length > 0 &&
      fold(`Lines that no grammar reads (${detail.unread.length})`, () =>
        block(detail.unread.map(([line, text]) => `${String(line).padStart(4)}  ${text}`).join("\n"))),
    detail.text && fold("What the device printed", () => block(detail.text)),
    detail.response && fold("The response as it was saved", () => block(detail.response)),
  ];
}

function omissions(detail) {
  if (!detail.left_out.length) return null;
  const rest = "Not in this page, to keep it small; netassay normalize has it all:";
  return element("div", { class: "note" }, rest, element("ul", {}, detail.left_out.map((one) => element("li", {}, one))));
}

async function showDetail(section, result, into) {
  fill(into, element("p", { class: "muted" }, "Unpacking\u2026"));
  const detail = await load(result);
  const measurement = detail.measurement;
  const problems = detail.findings.filter(([severity]) => severity !== "info");
  const remarks = detail.findings.filter(([severity]) => severity === "info");
  fill(
    into,
    element("p", { class: "summary" }, pill(result.verdict), " ", result.summary),
    problems.length > 0 && element("ul", { class: "findings" }, problems.map(findingItem)),
    omissions(detail),
    element("div", { class: "charts" }, resultCharts(section, detail)),
    measurement && grid(singleValues(detail, measurement, section.shape)),
    !measurement && element("p", { class: "muted" }, "Nothing was measured."),
    measurement && lists(detail, section.shape),
    remarks.length > 0 &&
      fold(`Remarks (${remarks.length})`, () => element("ul", { class: "findings" }, remarks.map(findingItem))),
    Object.keys(detail.where).length > 0 &&
      fold(`Where each value came from (${Object.keys(detail.where).length})`, () => sourcesTable(detail)),
    response(detail),
    fold("About this response", () => taskGrid(detail, result))
  );
  into.dataset.ready = "yes";
}
