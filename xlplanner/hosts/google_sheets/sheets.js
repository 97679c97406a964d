// What Google Sheets needs between a formula and the rule. A name that ends with an underscore is
// not offered in cells.

const EPOCH_ = Date.UTC(1899, 11, 30);
const HOUR_ = 3600000;
// What a cell holds of an error of a function, or before it has its value.
const UNREADY_ = ["#ERROR!", "Loading..."];

/** A date as the number that a spreadsheet has for it; anything else as the rule takes it. */
function cell_(content) {
  if (Array.isArray(content)) return content.map(cell_);
  if (UNREADY_.includes(content)) {
    const reason = `an argument cell holds ${content}`;
    return new xlplanner.XlplannerError("passed-on", reason, content);
  }
  if (Object.prototype.toString.call(content) !== "[object Date]") return content;
  // A day is a midnight of the spreadsheet's time zone, up to 12 hours from one of the script's.
  const noon = new Date(content.getTime() + 12 * HOUR_);
  const day = Date.UTC(noon.getFullYear(), noon.getMonth(), noon.getDate());
  return (day - EPOCH_) / (24 * HOUR_);
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
