// What Google Sheets needs between a formula and the rule. A name that ends with an underscore is
// not offered in cells.

const EPOCH_ = Date.UTC(1899, 11, 30);

/** A date as the number that a spreadsheet has for it; anything else as it is. */
function cell_(content) {
  if (Array.isArray(content)) return content.map(cell_);
  if (Object.prototype.toString.call(content) !== "[object Date]") return content;
  const day = Date.UTC(content.getFullYear(), content.getMonth(), content.getDate());
  return (day - EPOCH_) / 86400000;
}

/**
 * The cells of a formula. A single one without a value throws its reason, which Sheets shows beside
 * #ERROR!; in a range, where nothing can be thrown for one cell, it holds the error value as text.
 */
function answer_(name, cells) {
  const { rows, problems, single } = xlplanner.call(name, Array.from(cells, cell_));
  const problem = problems.flat().find(Boolean);
  if (single && problem) throw new Error(problem.message);
  const shown = rows.map((row, i) => row.map((item, j) => (problems[i][j] || { code: item }).code));
  return shown.length * shown[0].length === 1 ? shown[0][0] : shown;
}
