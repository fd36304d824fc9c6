// Numbers with their units: rates and volumes in the prefix that reads best, all else as it is.

const PREFIXES = ["", "k", "M", "G", "T"];
const SCALED = { "bit/s": "bit/s", bytes: "B" };
const EXACT = { useGrouping: false, maximumFractionDigits: 20 };

// A count over 2^53, which a number of JavaScript would round, comes as a text of its digits.
const isLarge = (value, column) => typeof value === "string" && column.kind === "number" && /^-?\d{16,}$/.test(value);
const isFigure = (value, column) => typeof value === "number" || isLarge(value, column);
const digits = (value) => (typeof value === "string" ? value : value.toLocaleString("en-US", EXACT));

function figure(value, column) {
  const unit = column.unit || "";
  let power = 0;
  if (column.scaled) while (power < 4 && Math.abs(value) >= 1000 ** (power + 1)) power += 1;
  if (!power) return [digits(value), unit];
  const scaled = Number((value / 1000 ** power).toPrecision(4));
  return [digits(scaled), PREFIXES[power] + SCALED[unit]];
}

const exactText = (value, column) => `${digits(value)} ${column.unit || ""}`.trim();

// What a plain value is in words; lists in one line.
function words(value, column = {}) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isFigure(value, column)) return figure(value, column).join(" ").trim();
  if (Array.isArray(value)) return value.map((one) => words(one, column)).join(", ");
  if (typeof value === "object") {
    const entries = Object.entries(value).filter(([, one]) => one !== null);
    return entries.map(([name, one]) => `${name} ${words(one)}`).join(", ");
  }
  return value;
}

function valueContent(value, column) {
  if (!isFigure(value, column)) return words(value, column);
  const [number, unit] = figure(value, column);
  if (!unit) return number;
  return element("span", {}, number, " ", element("span", { class: "unit" }, unit));
}

const clock = (text) => (text ? text.replace("T", " ").replace(/(\.\d+)?Z$/, "") : "");
