// Charts: drawn by Vega when they are scrolled to, in the colours of the page's theme.
// Its expressions are interpreted (`ast`), since the page's policy forbids compiling them.

const MANY_POINTS = 800;
const MOST_SERIES = 8;
const charts = new Map();

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function chartConfig(width) {
  const [ink, muted, line, accent, bad] = ["ink", "muted", "line", "accent", "bad"].map(token);
  const axis = { labelColor: muted, titleColor: muted, gridColor: line, domainColor: line, tickColor: line };
  const text = { labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" };
  return {
    background: "transparent",
    font: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    padding: { left: 2, right: 10, top: 6, bottom: 2 },
    view: { stroke: null },
    axis: { ...axis, ...text, labelLimit: width < 520 ? 150 : 320, labelPadding: 6, titlePadding: 8, labelOverlap: true, labelSeparation: 8, tickCount: width < 520 ? 4 : 8 },
    axisY: { tickCount: 4, ticks: false, domain: false },
    legend: { orient: "top", labelColor: ink, labelFontSize: 11, labelLimit: width < 400 ? width - 60 : width / 2 - 60, columns: width < 400 ? 1 : 2, symbolStrokeWidth: 0, symbolType: "circle", padding: 0, offset: 8 },
    range: { category: [1, 2, 3, 4, 5, 6, 7, 8].map((one) => token(`series-${one}`)) },
    style: {
      reply: { filled: true, size: 60, color: accent, opacity: 1 },
      untimed: { filled: false, size: 60, stroke: accent, color: accent, strokeWidth: 1.75, opacity: 1 },
      lost: { filled: false, shape: "M-.5,-.5L.5,.5M-.5,.5L.5,-.5", size: 150, color: bad, strokeWidth: 2.25, opacity: 1 },
      trouble: { filled: true, shape: "diamond", size: 90, color: bad, opacity: 1 },
      thread: { strokeWidth: 1.25, color: accent, opacity: 0.4 },
      mean: { strokeDash: [4, 4], color: muted, strokeWidth: 1 },
      spread: { strokeWidth: 7, strokeCap: "round", color: accent, opacity: 0.2 },
      span: { opacity: 0.2, color: accent },
      top: { strokeWidth: 2.5, color: accent },
      bar: { color: accent, cornerRadiusEnd: 3, opacity: 0.9 },
      end: { thickness: 3, bandSize: 14 },
      accuracy: { color: ink, strokeWidth: 1.5, opacity: 0.7 },
      dot: { filled: true, size: 46, color: accent, opacity: 0.9 },
    },
  };
}

const visibleRow = (row) =>
  Object.fromEntries(Object.entries(row).map(([name, one]) => [name, typeof one === "string" ? visible(one) : one]));

// Put what a chart's own rows decide into a copy of its template. A bare word of a device
// is no name for a scale: Vega-Lite would look up ``constructor`` among its own names.
function chartSpec(template, rows, { titles = {}, colours = null, labels = null }) {
  const spec = structuredClone(template);
  const values = rows.map(visibleRow);
  spec.data = { values };
  for (const layer of [spec, ...(spec.layer || [])]) {
    const { y, color } = layer.encoding || {};
    if (y && titles.y) y.title = titles.y;
    if (y?.type === "nominal") {
      // Vega-Lite writes these words into an expression, whose strings can't hold U+2028.
      y.sort = [...new Set(values.map((row) => row[y.field]))];
      // A height by the step makes Vega-Lite remark that it can't fit it.
      spec.height = y.sort.length * template.height.step;
    }
    if (y && labels) y.axis = { ...y.axis, labelExpr: labels };
    if (!color) continue;
    const domain = [...new Set(values.map((row) => row[color.field]))];
    if (colours) color.scale = { domain, range: domain.map((one) => token(colours(one))) };
    if (domain.length < 2 && !colours) color.legend = null;
  }
  return spec;
}

async function draw(node) {
  const chart = charts.get(node);
  if (!chart || chart.busy) return;
  chart.busy = true;
  chart.view?.finalize();
  const canvas = node.querySelector(".canvas");
  try {
    const spec = chartSpec(META.templates[chart.template], chart.rows, chart);
    const { view } = await vegaEmbed(canvas, spec, {
      mode: "vega-lite",
      config: chartConfig(node.clientWidth),
      ast: true,
      actions: false,
      logLevel: 1,
      defaultStyle: false,
      renderer: chart.rows.length > MANY_POINTS ? "canvas" : "svg",
      tooltip: (_, event, item, row) =>
        row && typeof row === "object" ? showTip(event.clientX, event.clientY, () => chart.tip(row)) : hideTip(),
    });
    chart.view = view;
    if (chart.open) view.addEventListener("click", (_, item) => item?.datum && chart.open(item.datum));
    node.dataset.drawn = chart.rows.length;
  } catch (error) {
    fill(canvas, element("p", { class: "muted" }, `This chart can't be drawn: ${error.message}`));
    console.error(error);
  }
  chart.busy = false;
}

const scrollObserver = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      scrollObserver.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: "400px" }
);

// A figure with a chart, drawn when it comes near the screen.
function chartFigure(title, template, rows, options) {
  const tall = ["path", "pairs", "timeline", "ways"].includes(template);
  const heading = element("figcaption", {}, title, options.note && element("span", { class: "muted" }, ` ${options.note}`));
  const canvas = element("div", { class: `canvas${tall ? "" : " even"}` });
  const node = element("figure", { class: "chart", "data-template": template }, heading, canvas);
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", title);
  charts.set(node, { template, rows, ...options });
  scrollObserver.observe(node);
  return node;
}

function redraw(node, rows) {
  const chart = charts.get(node);
  chart.rows = rows;
  if (node.dataset.drawn) draw(node);
}

function removeCharts(parent) {
  for (const node of parent.querySelectorAll("figure.chart")) {
    scrollObserver.unobserve(node);
    charts.get(node)?.view?.finalize();
    charts.delete(node);
  }
}

const redrawAll = () => [...charts.keys()].filter((node) => node.dataset.drawn).forEach(draw);
const drawWaiting = () => [...charts.keys()].filter((node) => !node.dataset.drawn).forEach(draw);
