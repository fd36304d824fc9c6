// The start of the page: the data unpacked, the sections made, links and the theme at work.

const FINDING = ["severity", "code", "path", "message", "stated", "printed"];

function findingsTable(data) {
  const rows = data.findings.map(([n, ...rest]) => ({ n, result: data.results[n], ...objectOf(FINDING, rest) }));
  rows.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  const plain = (label, of, more = {}) => ({ label, of, cell: (row) => of(row) ?? "\u2013", ...more });
  const code = (label, of) => plain(label, of, { cell: (row) => (of(row) ? element("code", {}, of(row).slice(0, 160)) : "\u2013") });
  const columns = [
    plain("result", (row) => row.n, { cell: (row) => link(row.n), number: true }),
    plain("weight", (row) => SEVERITY_WORDS[row.severity], { cell: (row) => badge(row.severity), choice: true }),
    plain("code", (row) => row.code, { choice: true }),
    plain("test", (row) => row.result.test, { choice: true }),
    plain("device", (row) => row.result.serial_number ?? row.result.family),
    code("field", (row) => row.path),
    plain("message", (row) => row.message, { cell: (row) => element("span", { class: "message" }, row.message.slice(0, 300)) }),
    code("output", (row) => row.stated),
    code("text", (row) => row.printed),
  ];
  return new Table({ title: "Findings", nouns: ["finding", "findings"], rows, columns, key: (row) => row.n }).node;
}

function rejectsTable(data) {
  const columns = ["source", "place", "reason"].map((label, at) => ({ label, of: (row) => row[at], cell: (row) => row[at] || "\u2013" }));
  return new Table({ title: "Rejected inputs", nouns: ["input", "inputs"], rows: data.rejects, columns, key: (row) => row }).node;
}

function devicesTable(data) {
  const devices = new Map();
  for (const result of data.results) {
    const key = `${result.serial_number}\n${result.family}`;
    const device = devices.get(key) || { serial: result.serial_number, family: result.family, count: 0, degraded: 0, failed: 0, "not-run": 0, errors: 0, warnings: 0, first: result.n };
    device.count += 1;
    if (result.verdict in device) device[result.verdict] += 1;
    device.errors += result.errors;
    device.warnings += result.warnings;
    devices.set(key, device);
  }
  const column = (label, key, number = true) => ({ label, number, always: true, of: (row) => row[key], cell: (row) => row[key] ?? element("span", { class: "muted" }, "not known") });
  const columns = [
    column("serial number", "serial", false), { ...column("family", "family", false), choice: true },
    column("responses", "count"), ...["degraded", "failed", "not-run"].map((verdict) => column(verdict, verdict)), column("errors", "errors"), column("warnings", "warnings"),
    { label: "first", number: true, of: (row) => row.first, cell: (row) => link(row.first) },
  ];
  return new Table({ title: "Devices", nouns: ["device", "devices"], rows: [...devices.values()], columns, key: (row) => row, size: 15 }).node;
}

function timeline(data) {
  const titles = Object.fromEntries(META.sections.map((section) => [section.test, section.title]));
  const order = META.sections.map((section) => section.test);
  const points = data.results
    .filter((result) => result.time !== null)
    .map((result) => ({
      n: result.n, time: result.time, test: titles[result.test ?? "unknown"],
      series: result.verdict,
    }));
  points.sort((one, other) => order.indexOf(data.results[one.n].test ?? "unknown") - order.indexOf(data.results[other.n].test ?? "unknown"));
  const tipOf = ({ n }) => {
    const { started_at, device, verdict, summary } = data.results[n];
    return [element("div", { class: "tip-value" }, `#${n + 1}  ${points.find((point) => point.n === n).test}`),
      element("div", {}, `${clock(started_at)} UTC`), element("div", { class: "muted" }, device), element("div", {}, `${verdict}: ${summary}`)];
  };
  return points.length > 1
    ? chartFigure("When it was run", "timeline", points, { tip: tipOf, colours: (verdict) => (verdict === "degraded" ? "amber" : `is-${verdict}`), open: ({ n }) => (location.hash = `#r${n + 1}`) })
    : null;
}

function setUpTheme() {
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const labelButton = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} theme`);
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    labelButton();
    redrawAll();
  });
  dark.addEventListener("change", () => (labelButton(), redrawAll()));
  // Paper is light, whatever the screen is.
  let screenTheme;
  addEventListener("beforeprint", () => {
    screenTheme = root.dataset.theme;
    if (isDark()) {
      root.dataset.theme = "light";
      redrawAll();
    }
    drawWaiting();
  });
  addEventListener("afterprint", () => {
    if (screenTheme) root.dataset.theme = screenTheme;
    else delete root.dataset.theme;
    if (isDark()) redrawAll();
  });
  labelButton();
}

function followScroll() {
  const links = new Map([...document.querySelectorAll("nav a")].map((one) => [one.hash.slice(1), one]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) links.get(target.id)?.classList.toggle("here", isIntersecting);
    },
    { rootMargin: "-20% 0px -70% 0px" }
  );
  document.querySelectorAll("main > section").forEach((one) => observer.observe(one));
}

async function start() {
  setUpTheme();
  watchTips();
  const data = await openIndex();
  const put = (id, node) => node && document.getElementById(id)?.append(node);
  put("timeline", timeline(data));
  put("responses", data.results.length && responsesTable(data));
  put("devices", devicesTable(data));
  if (data.findings.length) put("all-findings", findingsTable(data));
  if (data.rejects.length) put("all-rejects", rejectsTable(data));
  const tables = Object.fromEntries(META.sections.map((section) => [section.test, showSection(section, data)]));
  const openTarget = () => {
    const match = /^#r(\d+)$/.exec(location.hash);
    const result = match && data.results[match[1] - 1];
    if (result) tables[result.test ?? "unknown"].reveal(result.n);
    else if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  // A link that is followed once more leads there once more.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a.to")?.hash === location.hash) openTarget();
  });
  followScroll();
  openTarget();
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => {
  document.getElementById("trouble").hidden = false;
  document.getElementById("trouble").textContent = `This browser can't show the results: ${error.message}`;
  console.error(error);
});
