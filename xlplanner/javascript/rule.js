// The rule by which every function is called: how a cell is read, by what its argument accepts, how
// ranges go together, and what the reason is where there is no value. It goes by TABLE, and BODIES
// computes; the two are made from the catalogue. The same as xlplanner/functions in Python.

const SHOWN_NAMES = 12;
const SHOWN_NEAR = 4;
const ALIKE = 0.72;
const LONGEST_NAME = 200;
const LONGEST_NUMBER = 400;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;
const LAST_SERIAL = 100000;
const MS_PER_DAY = 86400000;
const EPOCH = Date.UTC(1899, 11, 30);
const OK = "OK";
// What Python counts as a space.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const PUNCTUATION = new RegExp(`\\[[^\\[\\]]*\\]|[${SPACE}_\\-:.]`, "g");
const LIKE = new RegExp(`^[${SPACE}]*like(?![\\p{L}\\p{N}_])([^]*)$`, "iu");
const GIGABYTES = /(\p{Decimal_Number})gb(?![\p{L}\p{N}_])/gu;
const UNPRINTABLE = /[\p{C}\p{Z}]/u;
// 1,500B is 1.5B to some and 1500B to others.
const AMBIGUOUS = "\\$?[ \\t-\\r]*[+-]?\\d{1,3},\\d{3}[ \\t-\\r]*[a-z%]";
const MAY_MEAN = new RegExp(`^${AMBIGUOUS}`, "i");
const COMMA = ",(?!\\d{3}(?!\\d))";
const DIGITS = `[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d*)?|\\d+(?:\\.\\d*)?|\\.\\d+|\\d+${COMMA}\\d*|${COMMA}\\d+`;
const NUMBER = new RegExp(
  `^(?!${AMBIGUOUS})\\$?[ \\t-\\r]*([+-]?(?:${DIGITS}))(?:(e[+-]?\\d+)|[ \\t-\\r]*(k|[mbt]n?|%))?$`,
  "i",
);
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

/** Why a cell has no value: a status, the error value that a spreadsheet shows, and the reason. */
class XlplannerError extends Error {
  constructor(status, reason, code = TABLE.codes[status]) {
    super(reason);
    this.name = "XlplannerError";
    this.status = status;
    this.code = code;
  }
}

const domain = (reason) => new XlplannerError("domain", reason);
const value = (reason) => new XlplannerError("value", reason);
const unknown = (reason) => new XlplannerError("unknown", reason);
const isProblem = (item) => item instanceof XlplannerError;

// Numbers and texts as messages quote them ----------------------------------------------------------

/** The digits and the exponent of a number, rounded half to even as Python rounds. */
function digitsOf(size, precision) {
  let [mantissa, exponent] = size.toExponential(precision - 1).split("e");
  const [longer, at] = size.toExponential(precision).split("e");
  const exact = size.toExponential(100);
  const tie = longer.endsWith("5") && /^0*$/.test(exact.slice(longer.length, exact.indexOf("e")));
  if (tie && Number(mantissa.at(-1)) % 2) [mantissa, exponent] = [longer.slice(0, -1), at];
  return [mantissa.replace(".", ""), Number(exponent)];
}

/** A number in Python's general format of so many digits; with zeros at its end if it keeps them. */
function general(number, precision, keeps = false) {
  if (Number.isNaN(number)) return "nan";
  const sign = number < 0 || Object.is(number, -0) ? "-" : "";
  const size = Math.abs(number);
  if (size === Infinity) return `${sign}inf`;
  const [digits, exponent] = digitsOf(size, precision);
  const shortened = (rest) => (keeps ? rest : rest.replace(/0+$/, ""));
  if (exponent < -4 || exponent >= precision) {
    const rest = shortened(digits.slice(1));
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${digits[0]}${rest && `.${rest}`}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${shortened(digits)}`;
  const rest = shortened(digits.slice(exponent + 1));
  return `${sign}${digits.slice(0, exponent + 1)}${rest && `.${rest}`}`;
}

/** A figure as people write it: 7.00B, $23.8M. */
function readable(number, precision, before) {
  const sign = (number < 0 ? "-" : "") + before;
  const [digits, exponent] = digitsOf(Math.abs(number), precision);
  // Rounding first keeps 999.9M from becoming 1000M.
  const rounded = Number(`${digits}e${exponent + 1 - precision}`);
  const [scale, letter] = TABLE.magnitudes.find(([least]) => rounded >= least) || [1, ""];
  const figure = rounded / scale;
  if (figure < 10 ** precision || figure >= 1e9) return sign + general(figure, precision, true) + letter;
  return sign + figure.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ",") + letter;
}

/** A number, or a text, in a format such as ".6g"; one that ends with an r is readable. */
function format(item, spec) {
  if (typeof item === "string") return item;
  const match = /^(\$?)(?:\.(\d+))?([gr])$/.exec(spec);
  if (!match) throw new TypeError(`no number is shown as "${spec}"`);
  const [, before, digits = 6, kind] = match;
  return kind === "g" ? general(item, Number(digits)) : readable(item, Number(digits), before);
}

/** A cell as Python's str writes it. */
function asText(cell) {
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (typeof cell !== "number" || !Number.isFinite(cell)) return String(cell);
  const [, exponent] = cell.toExponential().split("e");
  if (cell !== 0 && (exponent < -4 || exponent >= 16)) {
    return cell.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  return Number.isInteger(cell) ? `${cell}.0` : String(cell);
}

function printable(text) {
  const characters = Array.from(text);
  const cut = characters.length <= 40 ? characters : [...characters.slice(0, 39), "…"];
  return cut.map((c) => (c !== " " && UNPRINTABLE.test(c) ? "�" : c)).join("");
}

function shown(cell) {
  if (typeof cell === "string") return `"${printable(cell)}"`;
  if (typeof cell === "boolean") return String(cell).toUpperCase();
  if (typeof cell === "object") return "an object";
  return typeof cell === "number" ? general(cell, 6) : `a ${typeof cell}`;
}

// What a cell holds --------------------------------------------------------------------------------

const strip = (text) => text.replace(ENDS, "");
const isBlank = (cell) =>
  cell === null || cell === undefined || (typeof cell === "string" && strip(cell) === "");

/** The error that a cell holds already, or null. */
function passedOn(cell) {
  if (isProblem(cell)) return cell;
  if (typeof cell !== "string" || !cell.includes("#")) return null;
  const code = strip(cell).toUpperCase();
  if (!TABLE.errors.includes(code)) return null;
  return new XlplannerError("passed-on", `an argument cell holds ${code}`, code);
}

/**
 * The number of "70B", "1,5T", "1.5e12", "7,000", "$1.50" or "50%"; null if it is none. A comma
 * before three digits is of thousands, and any other begins the decimals.
 */
function parseNumber(text) {
  const stripped = strip(text);
  const match = Array.from(stripped).length <= LONGEST_NUMBER ? NUMBER.exec(stripped) : null;
  if (!match) return null;
  const [, digits, exponent, suffix = ""] = match;
  const power = exponent || TABLE.exponents[suffix.toLowerCase()] || "";
  const point = /,\d{3}(?!\d)/.test(digits) ? "" : ".";
  return Number(digits.replace(/,/g, point) + power);
}

/** What text such as 1,500B may mean, as an error message goes on after it; else nothing. */
function ambiguity(cell) {
  const text = typeof cell === "string" ? strip(cell).replace(/[ \t-\r]/g, "") : "";
  const thousands = text.replace(/,(\d{3})/g, "$1");
  if (!MAY_MEAN.test(text) || parseNumber(thousands) === null) return "";
  const decimals = text.replace(/,(\d{3})/g, (_, digits) => `.${digits}`.replace(/\.?0+$/, ""));
  return `, which may mean ${printable(decimals)} or ${printable(thousands)}`;
}

function toNumber(cell) {
  if (typeof cell === "string") return parseNumber(cell);
  return typeof cell === "number" ? cell : null;
}

/** A name without case, spaces, punctuation or a unit in brackets; 80GB is 80g. */
function nameKey(label) {
  const cut = Array.from(label).slice(0, LONGEST_NAME).join("");
  const plain = cut.replace(PUNCTUATION, "").toLowerCase();
  return plain.replace(/ß/g, "ss").replace(/ς/g, "σ").replace(GIGABYTES, "$1g");
}

/** The places of a kind's names, by their keys. */
function keysOf(kind) {
  const keys = new Map(Object.entries(kind.aliases));
  kind.names.forEach((name, place) => keys.set(nameKey(name), place + 1));
  return keys;
}
for (const accepts of TABLE.accepts) if (accepts.names) accepts.byKey = keysOf(accepts);

// Names that are alike, as Python's difflib finds them ---------------------------------------------

function placesOf(word) {
  const places = new Map();
  word.forEach((c, place) => places.set(c, [...(places.get(c) || []), place]));
  if (word.length >= 200) {
    const most = Math.floor(word.length / 100) + 1;
    for (const [c, found] of places) if (found.length > most) places.delete(c);
  }
  return places;
}

/** Where the longest run of the same characters begins in each, and its length. */
function longestRun(a, b, places, [a0, a1, b0, b1]) {
  let [besti, bestj, size] = [a0, b0, 0];
  let lengths = new Map();
  for (let i = a0; i < a1; i += 1) {
    const next = new Map();
    for (const j of places.get(a[i]) || []) {
      if (j < b0) continue;
      if (j >= b1) break;
      const length = (lengths.get(j - 1) || 0) + 1;
      next.set(j, length);
      if (length > size) [besti, bestj, size] = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  while (besti > a0 && bestj > b0 && a[besti - 1] === b[bestj - 1]) {
    besti -= 1;
    bestj -= 1;
    size += 1;
  }
  while (besti + size < a1 && bestj + size < b1 && a[besti + size] === b[bestj + size]) size += 1;
  return [besti, bestj, size];
}

function alikeness(a, b, places) {
  let matches = 0;
  const waiting = [[0, a.length, 0, b.length]];
  while (waiting.length) {
    const [a0, a1, b0, b1] = waiting.pop();
    const [i, j, size] = longestRun(a, b, places, [a0, a1, b0, b1]);
    if (!size) continue;
    matches += size;
    if (a0 < i && b0 < j) waiting.push([a0, i, b0, j]);
    if (i + size < a1 && j + size < b1) waiting.push([i + size, a1, j + size, b1]);
  }
  return a.length + b.length ? (2 * matches) / (a.length + b.length) : 1;
}

/** The few of many texts that are most like a word, the nearest first. */
function closeMatches(word, texts, count, cutoff = 0.6) {
  const letters = Array.from(word);
  const places = placesOf(letters);
  const scored = texts.map((text) => [alikeness(Array.from(text), letters, places), text]);
  const near = scored.filter(([score]) => score >= cutoff);
  near.sort(([a, s], [b, t]) => b - a || (s < t ? 1 : s > t ? -1 : 0));
  return near.slice(0, count).map(([, text]) => text);
}

// Reading a cell by what its argument accepts ------------------------------------------------------

function readNumber(accepts, cell, name) {
  const number = toNumber(cell);
  if (number === null) {
    return value(`${name} must be a number, ${accepts.limits}; got ${shown(cell)}${ambiguity(cell)}`);
  }
  const above = accepts.open ? number > accepts.low : number >= accepts.low;
  const whole = !accepts.whole || Math.floor(number) === number;
  if (above && number <= accepts.high && whole) return number;
  return domain(`${name} must be ${accepts.limits}; got ${shown(cell)}`);
}

/** A loss, or the size of a Chinchilla model, "like 30B", as a number less than nothing. */
function readLoss(accepts, cell, name) {
  if (typeof cell !== "string") return readNumber(accepts, cell, name);
  const like = LIKE.exec(cell);
  if (!like) return ofAModel(cell, name) || readNumber(accepts, cell, name);
  const text = strip(like[1]);
  if (parseNumber(text) === null) {
    const needed = 'needs the size of a Chinchilla model, as "like 30B"';
    const got = `${shown(cell)}${ambiguity(text)}`;
    return ofAModel(text, name) || value(`${name} "like" ${needed}; got ${got}`);
  }
  const size = readNumber(TABLE.accepts[accepts.sizes], text, `${name}, the size after like,`);
  return isProblem(size) ? size : -size;
}

function ofAModel(text, name) {
  const kind = TABLE.accepts[TABLE.model];
  const place = parseNumber(text) === null ? kind.byKey.get(nameKey(text)) : undefined;
  if (!place) return null;
  const model = kind.names[place - 1];
  return value(
    `${name} takes no released model; the loss of ${model} under a law is ` +
      `LAW_LOSS(MODEL_PARAMS("${model}"), MODEL_TOKENS("${model}"))`,
  );
}

const keyed = (entries, key) => (Object.hasOwn(entries, key) ? entries[key] : undefined);

function readChoice(accepts, cell, name) {
  const word = typeof cell === "number" ? general(cell, 6) : cell;
  const place = typeof word === "string" ? keyed(accepts.keys, nameKey(word)) : undefined;
  return place || value(`${name} must be ${accepts.limits}; got ${shown(word)}`);
}

const pad = (number, width = 2) => String(number).padStart(width, "0");
const iso = (year, month, day) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
const lastOfMonth = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The day of a text such as 2023, 2023-05 or 2023-05-17; null if it is none. */
function dayOfText(text, first) {
  if (!DATE.test(text)) return null;
  const [year, month, day] = text.split("-").map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  if (day) return day <= lastOfMonth(year, month) ? iso(year, month, day) : null;
  const last = month || 12;
  return first ? iso(year, month || 1, 1) : iso(year, last, lastOfMonth(year, last));
}

function dayOf(cell, first) {
  if (cell instanceof Date && Number.isFinite(cell.getTime())) {
    return iso(cell.getFullYear(), cell.getMonth() + 1, cell.getDate());
  }
  const text = typeof cell === "string" ? dayOfText(strip(cell), first) : null;
  if (text) return text;
  const number = toNumber(cell);
  if (number === null) return null;
  if (Number.isInteger(number) && number >= FIRST_YEAR && number <= LAST_YEAR) {
    return dayOfText(String(number), first);
  }
  const days = number >= 1 && number <= LAST_SERIAL ? Math.floor(number) : 0;
  return new Date(EPOCH + days * MS_PER_DAY).toISOString().slice(0, 10);
}

function readDay(accepts, cell, name) {
  const day = dayOf(cell, accepts.first);
  if (day === null) return value(`${name} must be ${accepts.limits}; got ${shown(cell)}`);
  const year = Number(day.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return day;
  const limits = `${accepts.limits}, from ${FIRST_YEAR} to ${LAST_YEAR}`;
  return domain(`${name} must be ${limits}; got ${shown(cell)}`);
}

function readName(accepts, cell, name) {
  if (typeof cell === "string") {
    return accepts.byKey.get(nameKey(cell)) || unknownName(accepts, cell, name);
  }
  // A whole number may be the alias of a record, as 4090 of a GPU.
  const whole = Number.isInteger(cell) && cell >= 0;
  const place = whole ? accepts.byKey.get(String(cell)) : undefined;
  return place || value(`${name} must be ${accepts.limits}; got ${shown(cell)}`);
}

function unknownName(accepts, cell, name) {
  const key = nameKey(cell);
  for (const [other, why] of Object.entries(accepts.elsewhere)) {
    if (nameKey(other) === key) return unknown(`${name} ${shown(cell)} ${why}`);
  }
  const known = new Map(accepts.names.map((text) => [text.toLowerCase(), text]));
  const names = [...known.values()];
  const holding = names.filter((text) => nameKey(text.toLowerCase()).includes(key));
  const alike = closeMatches(cell.toLowerCase(), [...known.keys()], 3, ALIKE);
  const near = holding.length ? holding : alike.map((word) => known.get(word));
  const more = names.length > SHOWN_NAMES ? ", …" : "";
  const hint =
    near.length && key
      ? `did you mean ${near.slice(0, SHOWN_NEAR).join(" or ")}?`
      : `known are ${names.slice(0, SHOWN_NAMES).join(", ")}${more}`;
  return unknown(`${name} ${shown(cell)} is not a known ${accepts.noun}; ${hint}`);
}

function readRecord(accepts, cell, name) {
  const place = readName(accepts, cell, name);
  return isProblem(place) ? place : recordAt(accepts, place);
}

function recordAt(accepts, place) {
  const numbers = accepts.records[place - 1];
  const fields = accepts.fields.map((field, at) => [field, numbers[at]]);
  return Object.fromEntries([...fields, ["place", place]]);
}

const READERS = {
  number: readNumber,
  loss: readLoss,
  choice: readChoice,
  day: readDay,
  name: readName,
  record: readRecord,
};
const readAs = (accepts, cell, name) => READERS[accepts.kind](accepts, cell, name);

/** A cell's value, its default if it is blank, or what is wrong with it. */
function read(argument, cell) {
  const accepts = TABLE.accepts[argument.accepts];
  const error = passedOn(cell);
  if (error) return error;
  if (!isBlank(cell)) return readAs(accepts, cell, argument.name);
  if (argument.default === undefined) {
    return value(`${argument.name} must be ${accepts.limits}; the cell is empty`);
  }
  // A choice that is not made is the place before the first.
  if (argument.default === null) return accepts.kind === "choice" || accepts.kind === "name" ? 0 : null;
  return readAs(accepts, argument.default, argument.name);
}

// Records as ranges of labels and values -----------------------------------------------------------

function isLabelRange(accepts, rows) {
  if (!rows.every((row) => row.length === 2)) return false;
  const texts = rows.filter(([label]) => typeof label === "string");
  const keys = texts.map(([label]) => nameKey(label));
  if (keys.some((key) => Object.hasOwn(accepts.labels, key))) return true;
  const number = (cell) => typeof cell === "number" || typeof cell === "boolean";
  const meant = (key, at) => key && !accepts.byKey.has(key) && number(texts[at][1]);
  return texts.length === rows.length && keys.every(meant);
}

/** The record in a range: its own values, then what its sources give, then the named record's. */
function readLabelRange(accepts, rows, name) {
  const error = rows.flat().map(passedOn).find(Boolean);
  if (error) return error;
  if (accepts.grows) {
    const law = readLabelRange(TABLE.accepts[TABLE.law], rows, name);
    return isProblem(law) ? law : { params_share: BODIES.PARAMS_SHARE.body(law) };
  }
  const values = readRows(accepts, rows, name);
  if (isProblem(values)) return values;
  const base = values[accepts.noun] || recordAt(accepts, 1);
  const derived = derive(values);
  if (isProblem(derived)) {
    return new XlplannerError(derived.status, `${name}: ${derived.message}`, derived.code);
  }
  const fields = accepts.fields.map((field) => [field, values[field] ?? derived[field] ?? base[field]]);
  return Object.fromEntries(fields);
}

function readRows(accepts, rows, name) {
  const values = {};
  for (const [label, cell] of rows) {
    const key = typeof label === "string" ? nameKey(label) : null;
    if (isBlank(cell) || accepts.passed.includes(key)) continue;
    if (isBlank(label)) return value(`${name} gives ${shown(cell)} without a label`);
    const text = asText(label);
    const known = nameKey(text);
    if (!Object.hasOwn(accepts.labels, known)) return unknownLabel(accepts, text, name);
    const field = accepts.labels[known];
    if (field in values) return value(`${name} gives ${accepts.words[field]} twice`);
    const read =
      field === accepts.noun
        ? readRecord(accepts, cell, name)
        : readAs(TABLE.accepts[accepts.takes[field]], cell, `${name} ${accepts.words[field]}`);
    if (isProblem(read)) return read;
    values[field] = read;
  }
  return values;
}

function unknownLabel(accepts, label, name) {
  const words = Object.values(accepts.words);
  const typed = new Map(words.map((word) => [word.toLowerCase(), word]));
  const [near] = closeMatches(label.toLowerCase().replace(/_/g, " "), [...typed.keys()], 1);
  const hint = near ? `did you mean ${typed.get(near)}?` : `known are ${words.slice(1).join(", ")}`;
  return value(`${name} has no field ${shown(label)}; ${hint}`);
}

/** What is held, or the reason why there is no value, which is thrown. */
function held(cell, name) {
  if (!Array.isArray(cell)) return cell;
  const [status, text] = TABLE.texts[cell[0]];
  throw new XlplannerError(status, text.split("{name}").join(name));
}

const cellOf = ({ of, rows }, row, column) =>
  held(rows[row - 1][column - 1], of === null ? "" : TABLE.accepts[of].names[row - 1]);
const at = (table, row, column) => cellOf(TABLE.tables[table], row, column);

/** What a deployment takes from the GPUs and the request mix that it names. */
function derive(values) {
  try {
    return derivedFrom(values);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}

function derivedFrom(values) {
  const { alone, mixes, peaks, bandwidths, precision, commitment } = TABLE.derived;
  if (!values.training_gpu && !values.inference_gpu) {
    for (const label of ["provider", "commitment", "as_of"]) if (label in values) held(alone[label]);
  }
  const derived = {};
  for (const use of ["training", "inference"]) {
    const gpu = values[`${use}_gpu`];
    const format = values[`${use}_precision`];
    if (!gpu && format) held(alone[`${use}_precision`]);
    if (!gpu) continue;
    if (!(`${use}_peak` in values)) {
      derived[`${use}_peak`] = cellOf(peaks, gpu, format || precision);
    }
    if (!(`${use}_price` in values)) {
      const terms = [values.provider || 0, values.commitment || commitment, values.as_of];
      derived[`${use}_price`] = price(gpu, ...terms);
    }
    if (use === "inference") derived.inference_bandwidth = bandwidths[gpu - 1];
  }
  if (!values.request_mix) return derived;
  ["input_tokens", "output_tokens"].forEach((field, place) => {
    if (!(field in values)) derived[field] = cellOf(mixes, values.request_mix, place + 1);
  });
  return derived;
}

// Prices -------------------------------------------------------------------------------------------

function today() {
  const now = new Date();
  return iso(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** The price of a GPU up to a day, or up to today. */
function price(gpu, provider, commitment, asOf) {
  const day = asOf || today();
  const serial = (Date.parse(`${day}T00:00:00Z`) - EPOCH) / MS_PER_DAY;
  const changes = TABLE.prices.groups[(gpu * 1000 + provider) * 100 + commitment] || [];
  const until = changes.filter(([from]) => from <= serial);
  if (until.length) return until[until.length - 1][1];
  throw noPrice(gpu, provider, commitment, day);
}

function noPrice(gpu, provider, commitment, day) {
  const { offers, none, any, at: atOne, gpu: gpus, provider: providers, commitments } = TABLE.prices;
  const names = {
    gpu: TABLE.accepts[gpus].names[gpu - 1],
    provider: TABLE.accepts[providers].names[provider - 1],
    commitment: commitments[commitment - 1],
    day,
  };
  const known = offers[gpu - 1][provider] || offers[gpu - 1][0];
  const sentence = known ? (provider ? atOne : any) + TABLE.offers + known : none;
  return unknown(sentence.replace(/\{(\w+)\}/g, (mark, name) => names[name]));
}

// Calling ------------------------------------------------------------------------------------------

const arity = (entry, count) => {
  const { fewest, most, usage } = entry;
  const taken = fewest === most ? String(fewest) : `${fewest} to ${most}`;
  return value(`${usage} takes ${taken} argument${taken === "1" ? "" : "s"}; got ${count}`);
};

/** An argument as read: rows of values and problems, or one of them for all cells. */
function gather(argument, given) {
  const accepts = TABLE.accepts[argument.accepts];
  const record = accepts.kind === "record";
  if (record && isLabels(given)) {
    return { one: readLabelRange(accepts, Object.entries(given), argument.name) };
  }
  if (!Array.isArray(given)) return { one: read(argument, given) };
  const rows = given.map((row) => (Array.isArray(row) ? row : null));
  const range = rows.every((row) => row === null) ? [given] : rows;
  if (range.some((row) => row === null || row.length !== range[0].length)) {
    throw value(`${argument.name} must be a rectangle of cells; its rows differ in length`);
  }
  if (record && isLabelRange(accepts, range)) {
    return { one: readLabelRange(accepts, range, argument.name) };
  }
  return { rows: range.map((row) => row.map((cell) => readWithin(argument, cell))) };
}

const isLabels = (given) =>
  typeof given === "object" && given !== null && !Array.isArray(given) && !isProblem(given);

function readWithin(argument, cell) {
  const read_ = read(argument, cell);
  if (read_ !== 0 || argument.name !== "field") return read_;
  const limits = TABLE.accepts[argument.accepts].limits;
  return value(`field must be ${limits}; a cell of the range is empty`);
}

/** The only cell of a range of one, or what was given. */
function onlyCell(given) {
  const alone = Array.isArray(given) && given.flat().length === 1 && given.length === 1;
  return alone ? given.flat()[0] : given;
}

function shapeOf(name, entry, gathered) {
  const shapes = gathered.filter((item) => item.rows).map(({ rows }) => [rows.length, rows[0].length]);
  if (!shapes.length) return null;
  const shape = [0, 1].map((axis) => {
    const sizes = new Set(shapes.map((size) => size[axis]).filter((count) => count !== 1));
    if (sizes.size > 1) {
      throw value(`${name} cannot pair ranges of ${shapes.map(size).join(" and ")} cells`);
    }
    return sizes.size ? [...sizes][0] : 1;
  });
  if (entry.table) throw value(`${name} takes single cells; got a range of ${size(shape)}`);
  if (givesRow(entry, gathered) && shape[1] !== 1) {
    throw value(
      `${name} gives a row for each cell, so a range must be one column; got ${size(shape)} cells`,
    );
  }
  return shape;
}

const size = ([rows, columns]) => `${rows}×${columns}`;
const placeOf = (entry, asked) => entry.arguments.findIndex(({ name }) => name === asked);
const selectorOf = (entry) => placeOf(entry, "field");

function givesRow(entry, gathered) {
  if (!entry.fields.length) return false;
  const selector = selectorOf(entry);
  return selector < 0 || gathered[selector].one === 0;
}

const itemAt = ({ one, rows }, i, j) =>
  rows ? rows[rows.length === 1 ? 0 : i][rows[0].length === 1 ? 0 : j] : one;

/** The values of a cell of the answer, a list of them, or its problem. */
function solve(name, entry, items) {
  const wrong = items.filter(isProblem);
  if (wrong.length) return wrong.find(({ status }) => status === "passed-on") || wrong[0];
  const values = resolved(entry, items);
  const { body, conditions } = BODIES[name];
  let outputs;
  try {
    outputs = [body(...values)].flat();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  for (const [holds, reason] of conditions) {
    if (!holds(...values)) return domain(reason(...values));
  }
  const selector = selectorOf(entry);
  const picked = selector >= 0 && values[selector] && outputs.length > 1;
  const wanted = picked ? [outputs[values[selector] - 1]] : outputs;
  return wanted.every(Number.isFinite) ? wanted : domain(TABLE.noAnswer);
}

/** Losses in place of the sizes that stand for them. */
function resolved(entry, items) {
  const law = placeOf(entry, "law");
  return items.map((item, place) => {
    const { kind } = TABLE.accepts[entry.arguments[place].accepts];
    return kind === "loss" && item < 0 ? BODIES.CHINCHILLA_QUALITY.body(-item, items[law]) : item;
  });
}

/** The arguments of a call as read, and the shape to which they go together. */
function readCells(name, cells) {
  const entry = TABLE.functions[name];
  const given = entry.arguments.map((_, place) => cells[place]);
  const taken = entry.table ? given.map(onlyCell) : given;
  const gathered = entry.arguments.map((argument, place) => gather(argument, taken[place]));
  return { gathered, shape: shapeOf(name, entry, gathered) };
}

/** Cells of an answer beside the problems of those that have no value. */
function answerOf(name, cells) {
  const entry = TABLE.functions[name];
  if (cells.length < entry.fewest || cells.length > entry.most) throw arity(entry, cells.length);
  if (RAW[name]) return RAW[name](cells);
  const { gathered, shape } = readCells(name, cells);
  if (entry.table) return tableOf(name, entry, gathered.map(({ one }) => one));
  const row = givesRow(entry, gathered);
  const [height, width] = shape || [1, 1];
  const rows = [];
  const problems = [];
  for (let i = 0; i < height; i += 1) {
    const line = [];
    for (let j = 0; j < width; j += 1) {
      const found = solve(name, entry, gathered.map((item) => itemAt(item, i, j)));
      const count = row ? entry.fields.length : 1;
      line.push(...(isProblem(found) ? Array(count).fill(found) : found));
    }
    rows.push(line.map((item) => (isProblem(item) ? NaN : item)));
    problems.push(line.map((item) => (isProblem(item) ? item : null)));
  }
  const answer = { rows, problems, row, single: !shape, header: Number(entry.header) };
  if (!entry.header) return answer;
  const none = entry.fields.map(() => null);
  return { ...answer, rows: [entry.fields, ...rows], problems: [none, ...problems] };
}

const failed = (problem) => ({ rows: [[NaN]], problems: [[problem]], single: true, header: 0 });
const sound = (rows) => ({ rows, problems: rows.map((row) => row.map(() => null)), header: 0 });

// Tables, and what takes its cells unread ----------------------------------------------------------

function tableOf(name, entry, values) {
  const wrong = values.filter(isProblem);
  if (wrong.length) return failed(wrong.find(({ status }) => status === "passed-on") || wrong[0]);
  const rows = TABLES[name](values, entry);
  if (isProblem(rows)) return failed(rows);
  return sound(rows);
}

/** A record as labels and values, with its name and source if it is one of the data. */
function tabulated([record], entry) {
  const accepts = TABLE.accepts[entry.arguments[0].accepts];
  const numbers = accepts.fields.map((field) => record[field]);
  const known = accepts.records.findIndex((row) => row.every((number, k) => number === numbers[k]));
  return known < 0 ? accepts.titles.map((title, k) => [title, numbers[k]]) : accepts.about[known];
}

function lawCompare([params, tokens, deployment]) {
  const laws = TABLE.accepts[TABLE.law];
  const { body, conditions } = deployment ? BODIES.IN_DOLLARS : BODIES.IN_FLOPS;
  const given = deployment ? [params, tokens, deployment] : [params, tokens];
  for (const [holds, reason] of conditions) {
    if (!holds(...given)) return domain(reason(...given));
  }
  const rows = laws.names.map((name, k) => [name, ...body(...given, recordAt(laws, k + 1))]);
  return [TABLE.columns, ...rows];
}

const TABLES = { LAW_INFO: tabulated, DEPLOYMENT_INFO: tabulated, LAW_COMPARE: lawCompare };

const alone = (text) => ({ ...sound([[text]]), single: true });

/** Why a call gives an error, in words, or OK. */
function why([asked, ...cells]) {
  try {
    const answer = answerOf(nameOf(asked), cells);
    const { row, header } = answer;
    const problems = answer.problems.slice(header);
    if (problems.flat().every((problem) => problem === null)) return alone(OK);
    const rows = problems.map((line) => (row ? line.slice(0, 1) : line));
    const words = rows.map((line) => line.map((problem) => (problem ? problem.message : OK)));
    return { ...sound(words), single: words.length * words[0].length === 1 };
  } catch (error) {
    if (isProblem(error)) return alone(error.message);
    throw error;
  }
}

const RAW = {
  WHY: why,
  NOTES: notes,
  XLPLANNER_VERSION: () => alone(TABLE.version),
};

function nameOf(asked) {
  const names = Array.isArray(asked) ? asked.flat() : [asked];
  if (names.length !== 1 || isBlank(names[0])) throw value("the name of one function is needed");
  const text = asText(names[0]);
  const name = strip(text).toUpperCase();
  if (Object.hasOwn(TABLE.functions, name)) return name;
  if (Object.hasOwn(TABLE.leftOut, name)) throw unknown(`${name} is not here: it ${TABLE.leftOut[name]}`);
  const [near] = closeMatches(text.toUpperCase(), TABLE.catalogue, 1);
  const hint = near ? `did you mean ${near}?` : "`xlplanner functions` lists them";
  throw new XlplannerError("unknown", `there is no function ${shown(text)}; ${hint}`, "#NAME?");
}

/**
 * Calls a function with the cells of a formula.
 *
 * A cell is a number, text, true or false, null where it is blank, or rows of cells. Gives rows of
 * values beside rows of problems: null, or why the cell has no value.
 */
function call(name, cells) {
  try {
    return answerOf(nameOf(name), cells);
  } catch (error) {
    if (isProblem(error)) return failed(error);
    throw error;
  }
}

/** The rows of a call as a spreadsheet shows them, error values where there are no values. */
function evaluate(name, cells) {
  const { rows, problems } = call(name, cells);
  return rows.map((row, i) => row.map((item, j) => (problems[i][j] ? problems[i][j].code : item)));
}

/** What a function gives in JavaScript: a value, a row by its fields, or rows. */
function valueOf(name, cells) {
  const answer = answerOf(name, cells);
  const { rows, problems, row } = answer;
  if (!answer.single) return rows;
  const problem = problems.flat().find(Boolean);
  if (problem) throw problem;
  if (!row) return rows[0][0];
  const { fields } = TABLE.functions[name];
  return Object.fromEntries(fields.map((field, k) => [field, rows[rows.length - 1][k]]));
}
