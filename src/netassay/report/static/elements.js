// Elements made of plain data. Text goes in as text, whatever is in it: nothing here or in
// any other part reads HTML.

// Controls, marks of the bidirectional algorithm, lone surrogates: shown as escapes.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const visible = (text) =>
  text.replace(HIDDEN, (one) => {
    const code = one.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });

function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : visible(String(value)));
  }
  fill(node, ...children);
  return node;
}

function fill(into, ...children) {
  into.replaceChildren();
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || typeof child === "boolean") continue;
    into.append(child instanceof Node ? child : visible(String(child)));
  }
  return into;
}

const countText = (count, what, many = `${what}s`) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? what : many}`;
