// What a value is exactly, and where it came from: shown beside the pointer, or at the focus.

const tip = element("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
const tips = new WeakMap();
let requests = 0;

const AGREEMENTS = {
  agree: ["stated and printed agree", "good"],
  disagree: ["stated and printed disagree", "bad"],
  "only output": ["only stated in output", ""],
  "only text": ["only printed in the text", ""],
  derived: ["follows from other values", ""],
};

function sourceOf(detail, name) {
  const [verdict, stated, printed, line] = detail.where[name] || [];
  if (verdict === undefined) return null;
  return { verdict: META.verdicts[verdict], stated, printed, line, text: detail.lines[line] ?? null };
}

function sourceLines(source) {
  if (!source) return [element("div", { class: "muted" }, "No source is recorded for this value.")];
  const [agreement, tone] = AGREEMENTS[source.verdict];
  const row = (name, text) =>
    element("div", { class: "tip-row" }, element("span", { class: "muted" }, name), element("code", {}, text));
  return [
    source.stated !== null && row("output", source.stated),
    source.printed !== null && row("text", source.printed),
    source.line !== null && row(`line ${source.line}`, (source.text ?? "").trim().slice(0, 160)),
    element("div", { class: `verdict ${tone}` }, agreement),
  ];
}

function explanation(detail, name, value, column) {
  const exact = isFigure(value, column) ? exactText(value, column) : words(value, column);
  return [
    element("div", { class: "tip-value" }, exact.slice(0, 300)),
    element("div", { class: "tip-name" }, column.doc || column.label || name),
    ...sourceLines(sourceOf(detail, name)),
  ];
}

function place(x, y) {
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(x + 14, document.documentElement.clientWidth - width - 8));
  const top = y + 18 + height > window.innerHeight ? Math.max(8, y - height - 12) : y + 18;
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

async function showTip(x, y, make) {
  const request = (requests += 1);
  const content = await make();
  if (request !== requests || !content) return;
  fill(tip, content);
  place(x, y);
}

function hideTip() {
  requests += 1;
  tip.hidden = true;
}

// Give an element a tip; `make` returns its content when it is asked for.
function withTip(node, make) {
  tips.set(node, make);
  node.classList.add("tipped");
  return node;
}

function watchTips() {
  document.body.append(tip);
  const over = (event) => {
    const node = event.target.closest?.(".tipped");
    if (!node || !tips.has(node)) return;
    const box = node.getBoundingClientRect();
    const [x, y] = event.type === "focusin" ? [box.left, box.bottom - 12] : [event.clientX, event.clientY];
    showTip(x, y, tips.get(node));
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", over);
  document.addEventListener("pointerout", (event) => event.target.closest?.(".tipped") && hideTip());
  document.addEventListener("focusout", hideTip);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
  document.addEventListener("scroll", hideTip, { passive: true, capture: true });
}
