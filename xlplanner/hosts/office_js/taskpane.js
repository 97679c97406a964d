"use strict";

// The task pane: the functions with their help, an example into the active cell, and why the
// selected cell shows an error, or what to know of its answer.

const byId = (id) => document.getElementById(id);

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

// The list ----------------------------------------------------------------------------------------

function entryOf(item) {
  const terms = item.arguments.flatMap(([name, help]) => [element("dt", name), element("dd", help)]);
  const button = element("button", "Insert into the active cell");
  button.type = "button";
  button.setAttribute("aria-label", `Insert into the active cell: ${item.name}`);
  const status = element("p");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    status.textContent = await insert(item.example);
  });
  const summary = element("summary", "", element("code", item.name), ` ${item.help}`);
  const example = element("p", "For example ", element("code", item.example));
  const parts = [summary, element("dl", "", ...terms), example, button, status];
  return element("li", "", element("details", "", ...parts));
}

const ENTRIES = CATALOGUE.map((item) => {
  const words = [item.name, item.family, item.help, ...item.arguments.flat()].join(" ");
  return { name: item.name.toLowerCase(), words: words.toLowerCase(), entry: entryOf(item) };
});

/** The functions with the words of the search, first those that have them in their names. */
function show() {
  const wanted = byId("search").value.toLowerCase().split(/\s+/);
  const within = (text) => wanted.every((word) => text.includes(word));
  let count = 0;
  for (const { words, entry } of ENTRIES) {
    entry.hidden = !within(words);
    count += entry.hidden ? 0 : 1;
  }
  const ranked = [...ENTRIES].sort((a, b) => within(b.name) - within(a.name));
  byId("functions").append(...ranked.map(({ entry }) => entry));
  byId("count").textContent = `${count} of ${ENTRIES.length} functions`;
}

/** Writes a formula into the active cell if that is empty; gives what came of it. */
async function insert(formula) {
  try {
    return await Excel.run(async (context) => {
      const cell = context.workbook.getActiveCell();
      cell.load({ address: true, formulas: true, values: true });
      await context.sync();
      if (cell.formulas[0][0] !== "" || cell.values[0][0] !== "") {
        return `${cell.address} is not empty: select an empty cell`;
      }
      cell.formulas = [[formula]];
      await context.sync();
      return `inserted into ${cell.address}`;
    });
  } catch (error) {
    return `not inserted: ${error.message}`;
  }
}

// A formula as its text ---------------------------------------------------------------------------

/** A formula's function and the texts of its arguments; null if it is no call of one function. */
function callOf(formula) {
  const match = /^=([\s@+]*)(?:_xldudf_)?(?:\w+\.)?([A-Z][A-Z0-9_]*)\(([^]*)\)\s*$/i.exec(formula);
  const texts = match && argumentsIn(match[3]);
  return texts && { name: match[2].toUpperCase(), texts, first: match[1].includes("@") };
}

/** What stands between the commas of a call; null where its brackets close before its end. */
function argumentsIn(text) {
  const texts = [""];
  let depth = 0;
  let quote = "";
  for (const c of text) {
    if (quote) quote = c === quote ? "" : quote;
    else if (c === '"' || c === "'") quote = c;
    else if ("({[".includes(c)) depth += 1;
    else if (")}]".includes(c)) depth -= 1;
    if (depth < 0) return null;
    if (c === "," && !depth && !quote) texts.push("");
    else texts[texts.length - 1] += c;
  }
  if (texts.length === 1 && !texts[0].trim()) return [];
  return texts.map((part) => part.trim());
}

const CONSTANT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?%?$/i;
const ERROR = /^#[A-Z/0]+[!?]?$/;

/** The value of an argument that is a constant; undefined for another. */
function constant(text) {
  if (!text) return null;
  if (/^"(?:[^"]|"")*"$/.test(text)) return text.slice(1, -1).replace(/""/g, '"');
  if (/^(?:TRUE|FALSE)$/i.test(text)) return text.toUpperCase() === "TRUE";
  if (CONSTANT.test(text)) return parseFloat(text) / (text.endsWith("%") ? 100 : 1);
  if (ERROR.test(text)) return text;
  if (!/^\{.*\}$/s.test(text)) return undefined;
  const rows = splitRows(text.slice(1, -1)).map((row) => argumentsIn(row).map(constant));
  return rows.flat().includes(undefined) ? undefined : rows;
}

function splitRows(text) {
  return text.match(/(?:"(?:[^"]|"")*"|[^";])+/g) || [];
}

// The ranges of a formula -------------------------------------------------------------------------

const SHEET_NAME = "(?:'((?:[^']|'')+)'|([\\p{L}\\p{N}_.]+))!";
const CELL = "\\$?[A-Z]{1,3}\\$?\\d+";
const WHOLE = "\\$?[A-Z]{1,3}:\\$?[A-Z]{1,3}|\\$?\\d+:\\$?\\d+";
const REFERENCE = new RegExp(`^(?:${SHEET_NAME})?(?:(${CELL}(?::${CELL})?)(#?)|(${WHOLE}))$`, "iu");
const NAME = /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u;
const OTHER_WORKBOOK = /\].*!/s;

/** The range of a reference, or null. */
async function rangeOf(context, text) {
  if (OTHER_WORKBOOK.test(text)) return null;
  const match = REFERENCE.exec(text);
  if (!match) return NAME.test(text) ? namedRange(context, text) : null;
  const [, quoted, plain, cells, spills, whole] = match;
  const sheets = context.workbook.worksheets;
  const name = quoted ? quoted.replace(/''/g, "'") : plain;
  const range = (name ? sheets.getItem(name) : sheets.getActiveWorksheet()).getRange(cells || whole);
  if (spills) return range.getSpillingToRange();
  // As far as it is used, from its first cell on.
  return whole ? range.getUsedRange(true).getBoundingRect(range.getCell(0, 0)) : range;
}

/** The range of a name of the sheet or the workbook, or null. */
async function namedRange(context, name) {
  const owners = [context.workbook.worksheets.getActiveWorksheet(), context.workbook];
  const items = owners.map(({ names }) => names.getItemOrNullObject(name));
  await context.sync();
  const item = items.find(({ isNullObject }) => !isNullObject);
  if (!item) return null;
  const range = item.getRangeOrNullObject();
  await context.sync();
  return range.isNullObject ? null : range;
}

const alone = (rows) => (rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows);

/** The values of the arguments, and notes on blank ones; or, with a sentence, why they are not had. */
async function valuesOf(context, { name, texts }) {
  const values = texts.map(constant);
  const ranges = [];
  for (const [k, text] of texts.entries()) {
    ranges.push(values[k] === undefined ? await rangeOf(context, text) : null);
  }
  const other = texts.find((_, k) => values[k] === undefined && !ranges[k]);
  if (other !== undefined) {
    const why = `=WHY(${[`"${name}"`, ...texts].join(",")})`;
    const which = OTHER_WORKBOOK.test(other) ? "does not read other workbooks" : `cannot follow ${other}`;
    return { refusal: `The pane ${which}: type ${why} into a cell.` };
  }
  ranges.filter(Boolean).forEach((range) => range.load({ values: true }));
  await context.sync();
  const cells = ranges.map((range, k) => (range ? alone(range.values) : values[k]));
  const notes = texts.flatMap((text, k) => (ranges[k] ? blankOf(text, ranges[k].values.flat()) : []));
  return { cells, notes };
}

function blankOf(text, values) {
  if (!values.includes("")) return [];
  const [what, them] = values.length > 1 ? ["has blank cells", "them"] : ["is blank", "it"];
  return [`${text} ${what}: Excel on a desktop passes ${them} on as 0`];
}

// Errors and notes of the selected cell -----------------------------------------------------------

const MOST_SHOWN = 10;

const few = (items) =>
  items.length > MOST_SHOWN
    ? [...items.slice(0, MOST_SHOWN), `and ${items.length - MOST_SHOWN} more`]
    : items;

/** A line for each text with the cells that it is of, the first few of each. */
function grouped(found) {
  const cells = new Map();
  for (const [cell, text] of found) {
    if (!cells.has(text)) cells.set(text, []);
    cells.get(text).push(cell);
  }
  return few(Array.from(cells, ([text, places]) => `${few(places).join(", ")}: ${text}`));
}

function addressOf(row, column) {
  const high = Math.floor(column / 26);
  const letter = String.fromCharCode(65 + (column % 26));
  return high ? addressOf(row, high - 1).replace(/\d+$/, "") + letter + (row + 1) : `${letter}${row + 1}`;
}

/** The active cell's formula and place, or those of the cell from which it spills. */
async function selected(context) {
  const active = context.workbook.getActiveCell();
  const asked = { formulas: true, rowIndex: true, columnIndex: true };
  active.load(asked);
  const spills = Office.context.requirements.isSetSupported("ExcelApi", "1.12");
  const parent = spills ? active.getSpillParentOrNullObject() : { isNullObject: true, load() {} };
  parent.load(asked);
  await context.sync();
  const { formulas, rowIndex, columnIndex } = parent.isNullObject ? active : parent;
  const at = [active.rowIndex - rowIndex, active.columnIndex - columnIndex];
  const nameOf = (i, j) => addressOf(rowIndex + i, columnIndex + j);
  return { formula: String(formulas[0][0]), at, nameOf };
}

/** The reasons of the active cell's errors, or why there are none, and its notes. */
async function answerOf(context) {
  const { formula, at, nameOf } = await selected(context);
  const call = callOf(formula);
  if (call && Object.hasOwn(xlplanner.leftOut, call.name)) {
    return { reason: xlplanner.call("WHY", [call.name]).rows[0][0], notes: [] };
  }
  if (!call || !CATALOGUE.some(({ name }) => name === call.name)) {
    return { reason: "The cell holds no call of one of these functions alone.", notes: [] };
  }
  const { cells, notes: blank, refusal } = await valuesOf(context, call);
  if (refusal) return { reason: refusal, notes: [] };
  const within = at.some(Boolean);
  const only = within || call.first ? at : null;
  const { errors, count, notes } = explained(call.name, cells, only, nameOf);
  const listed = (found) => (count > 1 ? grouped(found) : few(found.map(([, text]) => text)));
  const noted = [...blank, ...listed(notes)];
  const fine = noted.length ? "OK" : "OK, nothing to note";
  const reason = errors.length ? listed(errors).join("\n") : fine;
  const from = within ? `${nameOf(...at)}, which spills from ${nameOf(0, 0)}: ` : "";
  return { reason: from + reason, notes: noted };
}

/** Errors and notes beside the cells that they are of, of all cells of an answer or of one. */
function explained(name, cells, only, nameOf) {
  const { problems, row, header } = xlplanner.call(name, cells);
  const asked = (i, j) => !only || (i === only[0] && (row || j === only[1]));
  // The cells of a row share one reason.
  const lines = problems.map((line) => (row ? line.slice(0, 1) : line));
  const flat = (rows, from) =>
    rows.flatMap((line, i) =>
      line.flatMap((item, j) => (asked(i + from, j) ? [[nameOf(i + from, j), item]] : [])),
    );
  const reasons = flat(lines.slice(header), header);
  const errors = reasons.filter(([, problem]) => problem).map(([cell, { message }]) => [cell, message]);
  const sound = errors.length < reasons.length;
  const found = sound ? flat(xlplanner.notesOf(name, cells), header) : [];
  const notes = found.flatMap(([cell, texts]) => texts.map((text) => [cell, text]));
  return { errors, notes, count: reasons.length };
}

async function explain() {
  try {
    showAnswer(await Excel.run(answerOf));
  } catch (error) {
    showAnswer({ reason: `Excel gives no answer: ${error.message}`, notes: [] });
  }
}

function showAnswer({ reason, notes }) {
  byId("reason").textContent = reason;
  byId("notes").replaceChildren(...notes.map((note) => element("li", note)));
  byId("noted").hidden = !notes.length;
}

byId("search").addEventListener("input", show);
byId("why").addEventListener("click", explain);
show();
Office.onReady();
