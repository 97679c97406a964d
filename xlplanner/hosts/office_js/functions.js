// What Excel's custom functions need between a formula and the rule. Every argument comes as rows of
// cells, and an error in a cell as an object.

// The task pane has the rule of this file too, but no cells to answer.
if (typeof CustomFunctions !== "undefined") {
  const { ErrorCode } = CustomFunctions;
  const CODES = {
    "#DIV/0!": ErrorCode.divisionByZero,
    "#N/A": ErrorCode.notAvailable,
    "#NULL!": ErrorCode.nullReference,
    "#NUM!": ErrorCode.invalidNumber,
    "#VALUE!": ErrorCode.invalidValue,
  };

  const cell = (content) =>
    content !== null && typeof content === "object" ? content.basicValue || content.code : content;

  /** One cell, or rows of them. */
  function argument(given) {
    if (!Array.isArray(given)) return cell(given);
    const rows = given.map((row) => row.map(cell));
    return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
  }

  // Excel returns no #REF! or #NAME? of a function, and shows a reason with #VALUE! and #N/A alone.
  const failure = ({ code, message }) =>
    new CustomFunctions.Error(CODES[code] || ErrorCode.invalidValue, message);

  function answer(name, cells) {
    const { rows, problems } = xlplanner.call(name, cells.map(argument));
    const shown = (item, problem) => (problem ? failure(problem) : item);
    return rows.map((row, i) => row.map((item, j) => shown(item, problems[i][j])));
  }

  /** The arguments that were given; the last of what is passed is the call itself. */
  function given(passed, repeats) {
    const cells = passed.slice(0, -1);
    return repeats ? [...cells.slice(0, -1), ...(cells[cells.length - 1] || [])] : cells;
  }

  for (const [name, repeats] of Object.entries(FUNCTIONS)) {
    CustomFunctions.associate(name, (...passed) => answer(name, given(passed, repeats)));
  }
}
