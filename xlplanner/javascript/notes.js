// What a reader of an answer should know: the rules of xlplanner/functions/notes.py, which go by the
// conditions and sentences of NOTED. The data are part of this file, so that no rule asks whether
// they can be read.

/** One cell of a call: its values, then those of its answer, by place and by name. */
function caseOf(name, items, outputs) {
  const entry = TABLE.functions[name];
  const values = resolved(entry, items);
  const taken = entry.arguments.map((argument, k) => [argument.name, values[k]]);
  const fields = entry.fields.map((field, k) => [field, outputs[k]]);
  const named = Object.fromEntries([...taken, ...fields]);
  return { name, entry, items, outputs, figures: [...values, ...outputs], named };
}

/** Labels and values of the model's own params, tokens or loss, and of fields of a unit. */
function measuredIn(unit, { entry, figures }) {
  const found = (entry.measured[unit] || []).map(([label, place]) => [label, figures[place]]);
  return found.filter(([, figure]) => typeof figure === "number");
}

function cachedAtFullPrice({ named: { deployment } }) {
  if (!deployment) return [];
  const { cached_input, cached_price_ratio } = deployment;
  return NOTED.caches_in_vain(cached_input, cached_price_ratio) ? [NOTED.cached_in_vain()] : [];
}

function beyondTheFit(given) {
  const { law } = given.named;
  const name = law && TABLE.accepts[TABLE.law].names[law.place - 1];
  if (!name) return [];
  return Object.entries(TABLE.notes.fitted).flatMap(([unit, ranges]) => {
    const [least, most] = ranges[law.place - 1];
    return measuredIn(unit, given).flatMap(([label, figure]) => {
      const above = most !== null && NOTED.is_beyond(figure, most);
      const below = least !== null && figure > 0 && NOTED.falls_short(figure, least);
      return [
        ...(above ? [NOTED.far_above(label, figure, most, name)] : []),
        ...(below ? [NOTED.far_below(label, figure, least, name)] : []),
      ];
    });
  });
}

function moreThanAllText(given) {
  const { stock, units } = TABLE.notes;
  if (!("law" in given.named)) return [];
  const above = measuredIn(units.tokens, given).filter(([, tokens]) => NOTED.exceeds_text(tokens, stock));
  return above.map(([label, tokens]) => NOTED.above_all_text(label, tokens, stock));
}

function worseThanAGuess(given) {
  const { vocabulary, units } = TABLE.notes;
  const poor = ([, loss]) => NOTED.is_worse_than_a_guess(loss, vocabulary);
  const above = measuredIn(units.loss, given).filter(poor);
  return above.map(([label, loss]) => NOTED.above_a_guess(label, loss, vocabulary));
}

function thePapersMfu({ entry, named: { deployment } }) {
  if (!deployment) return [];
  const { words, ...accepts } = TABLE.accepts[entry.arguments[placeOf(entry, "deployment")].accepts];
  const paper = recordAt(accepts, TABLE.notes.paper);
  const same = (field) => deployment[field] === paper[field];
  return Object.entries(TABLE.notes.mfus).flatMap(([use, mfus]) => {
    const stated = mfus.filter(same).map((mfu) => NOTED.figure(words[mfu], paper[mfu]));
    if (same(`${use}_peak`) || !stated.length) return [];
    return [NOTED.assumed_mfu(stated.join(", "), use)];
  });
}

function aMixtureOfExperts({ entry, figures }) {
  const { names } = TABLE.accepts[TABLE.model];
  const models = figures.filter((_, k) => entry.arguments[k] && entry.arguments[k].accepts === TABLE.model);
  const known = models.filter((place) => TABLE.notes.experts[place]);
  return known.map((place) =>
    NOTED.all_params_of_experts(names[place - 1], ...TABLE.notes.experts[place]),
  );
}

function reversesUnderAnotherLaw({ name, entry, items, outputs }) {
  const place = placeOf(entry, "law");
  const isLoss = ({ accepts }) => TABLE.accepts[accepts].kind === "loss";
  // A loss is comparable within its law alone; "like 30B" is the same question under each.
  const atALoss = entry.arguments.some((argument, k) => isLoss(argument) && items[k] >= 0);
  if (place < 0 || atALoss || !outputs.length) return [];
  const accepts = TABLE.accepts[entry.arguments[place].accepts];
  const reverses = (_, law) => {
    const under = items.map((item, k) => (k === place ? recordAt(accepts, law + 1) : item));
    const others = solve(name, entry, under);
    return isProblem(others) || others.some((other, k) => other < 0 !== outputs[k] < 0);
  };
  const laws = TABLE.accepts[TABLE.law].names.filter(reverses);
  return laws.length ? [NOTED.reversed_under(laws.join(", "))] : [];
}

function ofItsOwn({ name, named }) {
  const own = OWN_NOTES[name] || [];
  return own.flatMap(([asked, holds, reason]) => {
    const taken = asked.map((one) => named[one]);
    return taken.includes(null) ? [] : unmet(holds, reason, taken);
  });
}

function unmet(holds, reason, taken) {
  try {
    return holds(...taken) ? [] : [reason(...taken)];
  } catch (error) {
    // It rests on a figure that the data lack.
    if (isProblem(error)) return [];
    throw error;
  }
}

const RULES = [
  cachedAtFullPrice,
  beyondTheFit,
  moreThanAllText,
  worseThanAGuess,
  thePapersMfu,
  aMixtureOfExperts,
  reversesUnderAnotherLaw,
  ofItsOwn,
];

/** The notes on a cell of a call: sentences, none where there is an error. */
function notesOn(name, items) {
  const entry = TABLE.functions[name];
  const selector = selectorOf(entry);
  // One field rests on all that the row does.
  const whole = items.map((item, k) => (k === selector ? 0 : item));
  const outputs = entry.table ? [] : solve(name, entry, whole);
  if (isProblem(outputs)) return [];
  const given = caseOf(name, whole, outputs);
  return RULES.flatMap((rule) => rule(given));
}

/** The notes on each cell of a call that can be made, as rows. */
function notesOf(name, cells) {
  if (RAW[name]) return [[[]]];
  const { gathered, shape } = readCells(name, cells);
  const [height, width] = shape || [1, 1];
  const itemsAt = (i, j) => gathered.map((item) => itemAt(item, i, j));
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (__, j) => notesOn(name, itemsAt(i, j))),
  );
}

/** What to know before an answer is relied on, in words, or OK; of an error its reason. */
function notes([asked, ...cells]) {
  const reasons = why([asked, ...cells]);
  if (reasons.single && reasons.rows[0][0] !== OK) return reasons;
  const reasonAt = (i, j) => (reasons.single ? OK : reasons.rows[i][j]);
  const said = (sentences, reason) => (reason === OK ? sentences.join("; ") || OK : reason);
  const rows = notesOf(nameOf(asked), cells).map((row, i) =>
    row.map((sentences, j) => said(sentences, reasonAt(i, j))),
  );
  return { ...sound(rows), single: rows.length * rows[0].length === 1 };
}
