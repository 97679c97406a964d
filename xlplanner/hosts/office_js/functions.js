// What Excel's custom functions need between a formula and the rule. Every argument comes as rows of
// cells, and an error in a cell as an object. FUNCTIONS holds of each function whether its last
// argument repeats, and at which places it takes a law or deployment.

// The task pane has the rule of this file too, and there Office.js defines CustomFunctions without
// ErrorCode.
if (typeof CustomFunctions !== "undefined" && CustomFunctions.ErrorCode) {
  const { ErrorCode } = CustomFunctions;
  const CODES = {
    "#DIV/0!": ErrorCode.divisionByZero,
    "#N/A": ErrorCode.notAvailable,
    "#NULL!": ErrorCode.nullReference,
    "#NUM!": ErrorCode.invalidNumber,
    "#VALUE!": ErrorCode.invalidValue,
  };
  const MOST_CELLS = 100000;

  const cell = (content) =>
    content !== null && typeof content === "object" ? content.basicValue || content.code : content;

  /** One cell, or rows of them. */
  function argument(given) {
    if (!Array.isArray(given)) return cell(given);
    const rows = given.map((row) => row.map(cell));
    return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
  }

  // Excel on a desktop passes a blank cell as 0, in the browser as null.
  const isEmpty = (item) => item === null || item === "" || item === 0;

  const isLong = (given) => Array.isArray(given) && given.length * given[0].length > MOST_CELLS;

  /** Long ranges as far as the longest of them is filled, as of whole columns. */
  function filled(passed) {
    const long = passed.filter(isLong);
    const ends = long.map((rows) => rows.findLastIndex((row) => !row.every(isEmpty)) + 1);
    const end = Math.max(1, ...ends);
    return passed.map((given) => (isLong(given) ? given.slice(0, end) : given));
  }

  /** Labels and values of a record, where a row of neither is blank. */
  function labelled(given) {
    if (!Array.isArray(given)) return given;
    return given.map((row) => (row.length === 2 && row.every(isEmpty) ? [null, null] : row));
  }

  /** The cells with their records, which WHY and NOTES take for the function that they name. */
  function withRecords(name, cells) {
    const { repeats, records } = FUNCTIONS[name];
    if (!repeats) return cells.map((given, place) => (records.includes(place) ? labelled(given) : given));
    const asked = String(cells[0]).trim().toUpperCase();
    const known = Object.hasOwn(FUNCTIONS, asked) && !FUNCTIONS[asked].repeats;
    return known ? [cells[0], ...withRecords(asked, cells.slice(1))] : cells;
  }

  // Excel returns no #REF! or #NAME? of a function, and shows a reason with #VALUE! and #N/A alone.
  const failure = ({ code, message }) =>
    new CustomFunctions.Error(CODES[code] || ErrorCode.invalidValue, message);

  function answer(name, passed) {
    const cells = filled(passed);
    const long = cells.find(isLong);
    if (long) {
      const got = long.length * long[0].length;
      const message = `${name} takes ranges of at most ${MOST_CELLS} cells; got ${got}`;
      return [[failure({ code: "#VALUE!", message })]];
    }
    const { rows, problems } = xlplanner.call(name, withRecords(name, cells.map(argument)));
    const shown = (item, problem) => (problem ? failure(problem) : item);
    return rows.map((row, i) => row.map((item, j) => shown(item, problems[i][j])));
  }

  /** The arguments that were given; the last of what is passed is the call itself. */
  function given(passed, repeats) {
    const cells = passed.slice(0, -1);
    return repeats ? [...cells.slice(0, -1), ...(cells[cells.length - 1] || [])] : cells;
  }

  for (const [name, { repeats }] of Object.entries(FUNCTIONS)) {
    CustomFunctions.associate(name, (...passed) => answer(name, given(passed, repeats)));
  }
}
