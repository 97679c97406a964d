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
  button.addEventListener("click", () => insert(item.example));
  const summary = element("summary", "", element("code", item.name), ` ${item.help}`);
  const example = element("p", "For example ", element("code", item.example));
  const details = element("details", "", summary, element("dl", "", ...terms), example, button);
  return element("li", "", details);
}

const ENTRIES = CATALOGUE.map((item) => {
  const words = [item.name, item.family, item.help, ...item.arguments.flat()].join(" ");
  return { words: words.toLowerCase(), entry: entryOf(item) };
});

function show() {
  const wanted = byId("search").value.toLowerCase().split(/\s+/);
  let count = 0;
  for (const { words, entry } of ENTRIES) {
    entry.hidden = !wanted.every((word) => words.includes(word));
    count += entry.hidden ? 0 : 1;
  }
  byId("count").textContent = `${count} of ${ENTRIES.length} functions`;
}

async function insert(formula) {
  await Excel.run(async (context) => {
    context.workbook.getActiveCell().formulas = [[formula]];
    await context.sync();
  });
  byId("count").textContent = `inserted ${formula}`;
}

// Errors and notes of the selected cell -----------------------------------------------------------

/** A formula's function and the texts of its arguments; null if it is no call of one function. */
function callOf(formula) {
  const match = /^=\s*(?:_xldudf_)?(?:\w+\.)?([A-Z][A-Z0-9_]*)\(([^]*)\)\s*$/i.exec(String(formula));
  const texts = match && argumentsIn(match[2]);
  return texts && { name: match[1].toUpperCase(), texts };
}

/** What stands between the commas of a call; null where its brackets close before its end. */
function argumentsIn(text) {
  const texts = [""];
  let depth = 0;
  let quote = "";
  for (const c of text) {
    if (quote) quote = c === quote ? "" : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === "(" || c === "{") depth += 1;
    else if (c === ")" || c === "}") depth -= 1;
    if (depth < 0) return null;
    if (c === "," && !depth && !quote) texts.push("");
    else texts[texts.length - 1] += c;
  }
  if (texts.length === 1 && !texts[0].trim()) return [];
  return texts.map((part) => part.trim());
}

const REFERENCE = /^(?:(?:'((?:[^']|'')+)'|([\w.]+))!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$/i;
const CONSTANT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?%?$/i;

/** The value of an argument that is a constant; undefined for another. */
function constant(text) {
  if (!text) return null;
  if (/^"(?:[^"]|"")*"$/.test(text)) return text.slice(1, -1).replace(/""/g, '"');
  if (/^(?:TRUE|FALSE)$/i.test(text)) return text.toUpperCase() === "TRUE";
  if (CONSTANT.test(text)) return parseFloat(text) / (text.endsWith("%") ? 100 : 1);
  if (!/^\{.*\}$/s.test(text)) return undefined;
  const rows = splitRows(text.slice(1, -1)).map((row) => argumentsIn(row).map(constant));
  return rows.flat().includes(undefined) ? undefined : rows;
}

function splitRows(text) {
  return text.match(/(?:"(?:[^"]|"")*"|[^";])+/g) || [];
}

function rangeIn(context, text) {
  const match = REFERENCE.exec(text);
  if (!match) return null;
  const [, quoted, plain, address] = match;
  const sheets = context.workbook.worksheets;
  const name = quoted ? quoted.replace(/''/g, "'") : plain;
  const range = (name ? sheets.getItem(name) : sheets.getActiveWorksheet()).getRange(address);
  range.load({ values: true });
  return range;
}

/** The reasons of the active cell's errors, or why there are none, and its notes. */
async function answerOf(context) {
  const cell = context.workbook.getActiveCell();
  cell.load({ formulas: true });
  await context.sync();
  const call = callOf(cell.formulas[0][0]);
  if (!call || !CATALOGUE.some(({ name }) => name === call.name)) {
    return { reason: "The cell holds no call of one of these functions alone.", notes: [] };
  }
  const constants = call.texts.map(constant);
  const ranges = call.texts.map((text, k) =>
    constants[k] === undefined ? rangeIn(context, text) : null,
  );
  const other = call.texts.find((_, k) => constants[k] === undefined && !ranges[k]);
  if (other !== undefined) {
    return { reason: `${other} is computed within the formula: put it into a cell.`, notes: [] };
  }
  await context.sync();
  const cells = ranges.map((range, k) => (range ? alone(range.values) : constants[k]));
  const reasons = xlplanner.call("WHY", [call.name, ...cells]).rows.flat();
  const notes = reasons.includes("OK") ? listed(xlplanner.notesOf(call.name, cells).flat()) : [];
  const fine = !notes.length && reasons.every((reason) => reason === "OK");
  return { reason: fine ? "OK, nothing to note" : reasons.join("; "), notes };
}

/** The notes on cells; each says which cell it is on where there are several. */
function listed(cells) {
  const which = (k) => (cells.length > 1 ? `cell ${k + 1}: ` : "");
  return cells.flatMap((sentences, k) => sentences.map((sentence) => which(k) + sentence));
}

const alone = (rows) => (rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows);

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

byId("functions").append(...ENTRIES.map(({ entry }) => entry));
byId("search").addEventListener("input", show);
byId("why").addEventListener("click", explain);
show();
Office.onReady();
