// The data of the page: what is known at once, and the results that are unpacked when asked for.

const META = JSON.parse(document.getElementById("meta").textContent);
const RESULT_FIELDS = [
  "source", "test", "family", "serial_number", "kind", "status", "completeness", "verdict", "summary",
  "time", "started_at", "elapsed_s", "errors", "warnings", "infos", "chunk", "place",
];
const MOST_CHUNKS = 12;
const chunks = new Map();

async function unpack(id) {
  const text = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

function chunk(number) {
  const content = chunks.get(number) || unpack(`chunk-${number}`);
  chunks.delete(number);
  chunks.set(number, content);
  if (chunks.size > MOST_CHUNKS) chunks.delete(chunks.keys().next().value);
  return content;
}

const objectOf = (names, row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]));

async function openIndex() {
  const index = await unpack("index");
  const results = index.results.map((row, n) => ({ n, ...objectOf(RESULT_FIELDS, row) }));
  for (const one of results) one.device = one.serial_number || one.family || "unknown device";
  return { ...index, results };
}

const load = async (result) => (await chunk(result.chunk))[result.place];

// The rows of a list, or of a list in a list: each with what stands around it, and its path.
function rowsOf(record, path) {
  let rows = [{ at: "", ...record }];
  for (const step of path.split(".")) {
    rows = rows.flatMap((outer) =>
      (outer[step] || []).map((row, number) => {
        const { [step]: _, ...rest } = outer;
        return { ...rest, ...row, at: `${outer.at ? `${outer.at}.` : ""}${step}[${number}]` };
      })
    );
  }
  return rows;
}
