// Tables that are sorted by their heads, filtered by words and choices, and shown page by page.

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const MOST_CHOICES = 14;

function compare(one, other) {
  const absent = (value) => value === null || value === undefined || value === "";
  if (absent(one) || absent(other)) return absent(one) - absent(other);
  if (typeof one === "number" && typeof other === "number") return one - other;
  return collator.compare(String(one), String(other));
}

// `columns` are {label, doc, of(row), cell(row), number, choice, rank(value)}; `key(row)` names
// a row. With `rank` words have an order that is not that of letters.
// With `expand(row)` a row can be opened; it gives the content. `onrows` hears of each choice
// of rows that is shown.
class Table {
  constructor({ title, nouns, columns, rows, key, expand = null, size = 25, onrows = null, bare = false }) {
    // A column in which nothing stands says nothing.
    columns = columns.filter((column) => !rows.length || column.always || rows.some((row) => (column.of(row) ?? "") !== ""));
    Object.assign(this, { title, nouns, columns, rows, key, expand, size, onrows });
    this.sorting = { at: -1, down: false };
    this.page = 0;
    this.open = new Map();
    this.texts = new Map();
    this.body = element("tbody");
    this.headers = columns.map((column, at) => this.headerCell(column, at));
    const lead = expand ? [element("th", { class: "opens" }, element("span", { class: "hide" }, "open"))] : [];
    this.count = element("output", { class: "count", "aria-live": "polite" });
    this.pages = element("div", { class: "pages" });
    this.table = element(
      "table", {},
      element("caption", { class: "hide" }, title),
      element("thead", {}, element("tr", {}, lead, this.headers)),
      this.body
    );
    this.node = element(
      "div", { class: "table" },
      bare ? null : this.toolbar(),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, this.table),
      this.pages
    );
    this.choose();
  }

  headerCell(column, at) {
    const button = element("button", { type: "button", onclick: () => this.sort(at) }, column.label);
    if (column.doc) withTip(button, () => [element("div", {}, column.doc)]);
    return element("th", { scope: "col", class: column.number && "number", "aria-sort": "none" }, button);
  }

  toolbar() {
    this.search = element("input", {
      type: "search", placeholder: `Filter ${this.nouns[1]}`, "aria-label": `Filter ${this.title}`,
      oninput: () => this.choose(),
    });
    this.choices = this.columns.flatMap((column, at) => (column.choice ? this.choice(column, at) : []));
    return element("div", { class: "tools" }, this.search, this.choices.map((one) => one.node), this.count);
  }

  choice(column, at) {
    const values = [...new Set(this.rows.map((row) => words(column.of(row), column)))];
    values.sort(column.rank ? (one, other) => column.rank(one) - column.rank(other) : collator.compare);
    if (values.length < 2 || values.length > MOST_CHOICES) return [];
    const options = values.map((value) => element("option", { value }, value || "none"));
    const node = element(
      "select", { "aria-label": `${column.label}`, onchange: () => this.choose() },
      element("option", { value: "\u0000all" }, `any ${column.label}`), options
    );
    node.value = node.options[0].value;
    return [{ node, fits: (row) => !node.selectedIndex || words(column.of(row), column) === values[node.selectedIndex - 1] }];
  }

  textOf(row) {
    if (!this.texts.has(row)) {
      const texts = this.columns.map((column) => (column.text ? column.text(row) : words(column.of(row), column)));
      this.texts.set(row, texts.join("\n").toLowerCase());
    }
    return this.texts.get(row);
  }

  choose() {
    const terms = (this.search?.value || "").toLowerCase().split(/\s+/).filter(Boolean);
    this.selection = this.rows.filter(
      (row) =>
        (this.choices || []).every((one) => one.fits(row)) &&
        terms.every((term) => this.textOf(row).includes(term))
    );
    this.order();
    this.page = 0;
    this.show();
    this.onrows?.(this.selection);
  }

  sort(at) {
    this.sorting = { at, down: this.sorting.at === at && !this.sorting.down };
    this.headers.forEach((header, number) => {
      const state = this.sorting.down ? "descending" : "ascending";
      header.setAttribute("aria-sort", number === at ? state : "none");
    });
    this.order();
    this.page = 0;
    this.show();
  }

  order() {
    const { at, down } = this.sorting;
    if (at < 0) return;
    const { of: own, rank } = this.columns[at];
    const of = rank ? (row) => rank(own(row)) : own;
    const missing = (row) => (of(row) ?? "") === "";
    // What is absent stays last, whichever way the rest is turned.
    this.selection.sort((one, other) =>
      down && !missing(one) && !missing(other) ? compare(of(other), of(one)) : compare(of(one), of(other))
    );
  }

  show() {
    const from = this.page * this.size;
    const part = this.selection.slice(from, from + this.size);
    removeCharts(this.body);
    this.body.replaceChildren(...part.flatMap((row) => this.rowNodes(row)));
    const all = countText(this.rows.length, ...this.nouns);
    fill(this.count, this.selection.length === this.rows.length ? all : `${this.selection.length.toLocaleString("en-US")} of ${all}`);
    this.showPages(from, part.length);
  }

  showPages(from, length) {
    const last = Math.ceil(this.selection.length / this.size) - 1;
    this.pages.hidden = last < 1;
    const button = (label, to) =>
      element("button", { type: "button", disabled: to < 0 || to > last, onclick: () => this.go(to) }, label);
    fill(
      this.pages, button("Previous", this.page - 1),
      element("span", {}, `${(from + 1).toLocaleString("en-US")} to ${(from + length).toLocaleString("en-US")} of ${this.selection.length.toLocaleString("en-US")}`),
      button("Next", this.page + 1)
    );
  }

  go(page) {
    this.page = page;
    this.show();
    this.node.scrollIntoView({ block: "start" });
  }

  rowNodes(row) {
    const cells = this.columns.map((column) => element("td", { class: column.number && "number" }, element("div", { class: "cell" }, column.cell(row))));
    if (!this.expand) return [element("tr", {}, cells)];
    const key = this.key(row);
    const button = element("button", {
      type: "button", class: "opener", "aria-expanded": String(this.open.has(key)),
      "aria-label": `Result ${key + 1}`, onclick: () => this.toggle(row),
    });
    const line = element("tr", { id: `r${key + 1}`, class: "result" }, element("td", { class: "opens" }, button), cells);
    line.addEventListener("click", (event) => {
      if (!event.target.closest("button, a") && !getSelection().toString()) this.toggle(row);
    });
    return this.open.has(key) ? [line, this.detailRow(row)] : [line];
  }

  detailRow(row) {
    const inner = element("div", { class: "detail" });
    this.expand(row, inner);
    return element("tr", { class: "unfolded" }, element("td", { colspan: this.columns.length + 1 }, inner));
  }

  toggle(row, open = !this.open.has(this.key(row))) {
    const key = this.key(row);
    const line = document.getElementById(`r${key + 1}`);
    if (open === this.open.has(key)) return;
    line?.querySelector(".opener").setAttribute("aria-expanded", String(open));
    if (open) {
      this.open.set(key, true);
      line?.after(this.detailRow(row));
    } else {
      this.open.delete(key);
      if (line) {
        removeCharts(line.nextElementSibling);
        line.nextElementSibling.remove();
      }
    }
  }

  // Bring a row to the screen and open it, whatever was filtered and on whichever page it is.
  reveal(key) {
    let at = this.selection.findIndex((row) => this.key(row) === key);
    if (at < 0) {
      this.search.value = "";
      for (const { node } of this.choices) node.selectedIndex = 0;
      this.choose();
      at = this.selection.findIndex((row) => this.key(row) === key);
    }
    if (Math.floor(at / this.size) !== this.page) {
      this.page = Math.floor(at / this.size);
      this.show();
    }
    this.toggle(this.selection[at], true);
    const line = document.getElementById(`r${key + 1}`);
    line.scrollIntoView({ block: "start" });
    line.querySelector(".opener").focus({ preventScroll: true });
  }
}
