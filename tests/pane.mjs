// The task pane in a headless Chromium, driven through its pipe, with a stub of Office.js.
//
// node pane.mjs CHROMIUM FOLDER AXE PICTURES prints what was seen as JSON. Requests leave for no
// other origin than Microsoft's, which the stub answers.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

const [chromium, folder, axe, pictures] = process.argv.slice(2);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".png": "image/png" };
// Cells by their addresses; "active" is the one that is selected, at [row, column], and "parent" the
// one from which it spills. Office.js has CustomFunctions in a page too, without ErrorCode.
const STUB = `
window.SHEET = { active: [["=OPT_PARAMS(A1,2E+11)"]], A1: [[1.5]] };
window.WORKBOOK = { at: [1, 1], parent: null, names: {}, protected: false };
window.CustomFunctions = { associate() {} };
window.Office = {
  onReady: () => Promise.resolve(),
  context: { requirements: { isSetSupported: (set, version) => set + version === "ExcelApi1.12" } },
};
let written = [];
const range = (key, at = WORKBOOK.at) => ({
  load() {},
  isNullObject: false,
  address: "Sheet1!B2",
  rowIndex: at[0],
  columnIndex: at[1],
  get values() { return SHEET[key]; },
  get formulas() { return SHEET[key]; },
  set formulas(rows) { written.push([key, rows]); },
  getSpillParentOrNullObject: () =>
    WORKBOOK.parent ? range("parent", WORKBOOK.parent) : { isNullObject: true, load() {} },
  getSpillingToRange: () => range(key + "#"),
  getUsedRange: () => ({ getBoundingRect: (first) => range(key + " used from " + first) }),
  getCell: (row, column) => [row, column].join(),
});
const names = {
  getItemOrNullObject: (name) => ({
    isNullObject: !WORKBOOK.names[name],
    getRangeOrNullObject: () => range(WORKBOOK.names[name]),
  }),
};
const none = { getItemOrNullObject: () => ({ isNullObject: true }) };
const sheet = (name) => ({ getRange: (address) => range(name + address), names: none });
const worksheets = { getActiveWorksheet: () => sheet(""), getItem: (name) => sheet(name + "!") };
const workbook = { worksheets, names, getActiveCell: () => range("active") };
const sync = async () => {
  const rows = written;
  written = [];
  if (rows.length && WORKBOOK.protected) throw new Error("the sheet is protected");
  for (const [key, cells] of rows) SHEET[key] = cells;
};
window.Excel = { run: (act) => act({ workbook, sync }) };
`;

const server = createServer((request, response) => {
  const name = new URL(request.url, "http://localhost").pathname.slice(1);
  try {
    const body = readFileSync(join(folder, name));
    response.writeHead(200, { "Content-Type": TYPES[extname(name)] || "text/plain" });
    response.end(body);
  } catch {
    response.writeHead(404);
    response.end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const page = `http://127.0.0.1:${server.address().port}/taskpane.html`;

const profile = mkdtempSync(join(tmpdir(), "pane-"));
const flags = ["--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`];
const browser = spawn(chromium, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const [waiting, heard] = [new Map(), []];
let [last, buffered] = [0, ""];
browser.stdio[4].setEncoding("utf8");
browser.stdio[4].on("data", (data) => {
  const parts = (buffered + data).split("\0");
  buffered = parts.pop();
  for (const message of parts.map((part) => JSON.parse(part))) {
    if (!message.id) heard.forEach((listen) => listen(message));
    else {
      const { resolve, reject } = waiting.get(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }
});
const send = (method, params = {}, sessionId = undefined) =>
  new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
  });
const once = (method) =>
  new Promise((done) => heard.push((message) => message.method === method && done(message.params)));

const { targetId } = await send("Target.createTarget", { url: "about:blank" });
const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
const ask = (method, params) => send(method, params, sessionId);
const requested = [];
const reported = [];
heard.push(({ method, params }) => {
  if (method === "Log.entryAdded") reported.push(params.entry.text);
  if (method === "Runtime.exceptionThrown") reported.push(params.exceptionDetails.text);
  if (method !== "Fetch.requestPaused") return;
  const { origin } = new URL(params.request.url);
  if (origin !== new URL(page).origin) requested.push(params.request.url);
  const { requestId } = params;
  if (origin === new URL(page).origin) ask("Fetch.continueRequest", { requestId });
  else {
    const responseHeaders = [{ name: "Content-Type", value: "text/javascript" }];
    const body = Buffer.from(STUB).toString("base64");
    ask("Fetch.fulfillRequest", { requestId, responseCode: 200, responseHeaders, body });
  }
});
for (const domain of ["Page", "Runtime", "Log"]) await ask(`${domain}.enable`);
await ask("Fetch.enable", {});
const loaded = once("Page.loadEventFired");
await ask("Page.navigate", { url: page });
await loaded;

async function run(expression) {
  const options = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await ask("Runtime.evaluate", options);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || expression);
  return result.value;
}
const text = (id) => run(`document.getElementById("${id}").textContent`);
const pressed = async (...keys) => {
  for (const [key, code, input] of keys) {
    const about = { key, windowsVirtualKeyCode: code, text: input };
    await ask("Input.dispatchKeyEvent", { type: "keyDown", ...about });
    await ask("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode: code });
  }
};
/** What a screen reader says of the first live region. */
const spoken = async () => {
  const { nodes } = await ask("Accessibility.getFullAXTree", {});
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const texts = ({ role, name, childIds }) =>
    role.value === "StaticText" ? [name.value] : childIds.flatMap((id) => texts(known.get(id)));
  return texts(nodes.find(({ role }) => role.value === "status"));
};
const pause = () => run("new Promise((done) => setTimeout(done, 100))");

await run(readFileSync(axe, "utf8"));
const looks = {};
// A cell with notes, as it looks.
await run(`SHEET.noted = SHEET.active; SHEET.active = [['=LAW_LOSS("2T","400T")']]`);
await run(`document.getElementById("why").click()`);
await pause();
for (const [name, scheme, width] of [["light", "light", 350], ["dark", "dark", 350], ["narrow", "light", 180]]) {
  await ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  await ask("Emulation.setDeviceMetricsOverride", { width, height: 700, deviceScaleFactor: 1, mobile: false });
  await run(`document.querySelectorAll("details").forEach((d, k) => { d.open = k === 0; })`);
  const found = await run("axe.run().then(({ violations, passes }) => ({ passes: passes.length, "
    + "violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]) }))");
  const wider = await run("document.documentElement.scrollWidth > innerWidth");
  const { data } = await ask("Page.captureScreenshot", { format: "png" });
  writeFileSync(join(pictures, `pane-${name}.png`), Buffer.from(data, "base64"));
  looks[name] = { ...found, wider };
}
await run(`document.querySelectorAll("details").forEach((d) => { d.open = false; })`);
await run("SHEET.active = SHEET.noted");

// By the keyboard alone: Tab to the button, then to the search, then to the first function.
const seen = { looks, count: await text("count") };
await pressed(["Tab", 9], ["Enter", 13, "\r"]);
await pause();
seen.reason = await text("reason");
await pressed(["Tab", 9], ["o", 79, "o"], ["p", 80, "p"], ["t", 84, "t"], [" ", 32, " "], ["p", 80, "p"], ["a", 65, "a"]);
await pause();
seen.found = await text("count");
seen.first = await run(`document.querySelector("#functions li:not([hidden]) code").textContent`);
await pressed(["Tab", 9], ["Enter", 13, "\r"], ["Tab", 9]);
const inserted = async () => {
  await pressed(["Enter", 13, "\r"]);
  await pause();
  const said = await run(`document.activeElement.nextSibling.textContent`);
  return [said, await run("SHEET.active[0][0]")];
};
seen.inserted = [await inserted()];
await run(`SHEET.active = [[""]]; WORKBOOK.protected = true`);
seen.inserted.push(await inserted());
await run("WORKBOOK.protected = false");
seen.inserted.push(await inserted());
const asked = async (formula, cells = {}, workbook = {}) => {
  await run(`Object.assign(SHEET, ${JSON.stringify({ active: [[formula]], ...cells })})`);
  await run(`Object.assign(WORKBOOK, ${JSON.stringify({ parent: null, ...workbook })})`);
  await run(`document.getElementById("why").click()`);
  await pause();
  const notes = await run(`[...document.querySelectorAll("#notes li")].map((li) => li.textContent)`);
  return [await text("reason"), notes, await run(`document.getElementById("noted").hidden`)];
};
const bad = [[2.1], ["x"], [2.2], ["x"]];
const long = Array.from({ length: 60 }, (_, k) => [k % 2 ? "x" : `y${k}`]);
const spilled = { parent: [["=OPT_PARAMS(A1:A4,1E+12)"]], "A1:A4": bad };
seen.answers = [
  await asked("=OPT_PARAMS(2.13,2E+11)"),
  await asked('=OPT_PARAMS(2.13,"two")'),
  await asked("=OPT_PARAMS('My, sheet'!$A$1:A2,1E+9)", { "My, sheet!$A$1:A2": [[2.1], [1.5]] }),
  await asked('=OPT_PARAMS(2.13,2E+11,{"E",1.8;"gamma",1})'),
  await asked("=OPT_PARAMS(1+1,2E+11)"),
  await asked("=SUM(A1)+1"),
  await asked('=LAW_LOSS("2T","400T")'),
  await asked("=LAW_LOSS(A1:A3,5E+9)", { "A1:A3": [[1e9], [2e12], ["x"]] }),
  await asked("=XLPLANNER_VERSION()"),
  await asked("=OPT_PARAMS(A1:A4,1E+12)", spilled),
  await asked("", spilled, { at: [2, 1], parent: [1, 1] }),
  await asked("", spilled, { at: [3, 1], parent: [1, 1] }),
  await asked("=OPT_PARAMS(A1:A60,1E+12)", { "A1:A60": long }, { at: [1, 701] }),
  await asked("=@OPT_PARAMS(A1:A4,1E+12)", {}, { at: [1, 1] }),
  await asked("=+OPT_PARAMS(Pläne!A1,1E+12)", { "Pläne!A1": [[1.5]] }),
  await asked("=OPT_PARAMS(A2#,1E+12)", { "A2#": [[2.1]] }),
  await asked("=OPT_PARAMS(my_loss,1E+12)", { named: [[1.5]] }, { names: { my_loss: "named" } }),
  await asked("=OPT_PARAMS(A:A,1E+12)", { "A:A used from 0,0": [[2.1], [2.2]] }),
  await asked("=OPT_PARAMS(#REF!,1E+12)"),
  await asked("=OPT_PARAMS([@loss],1E+12)"),
  await asked("=OPT_PARAMS('[Book 2.xlsx]Sheet1'!A1,1E+12)"),
  await asked('=COST_BAND("30B","1B")'),
  await asked("=OPT_PARAMS(2.13,2E+11,Z1)", { Z1: [[""]] }),
  await asked("=OPT_PLAN(1.5,1E+12)"),
];
await asked('=LAW_LOSS("2T","276B")');
seen.spoken = await spoken();
const beforePolicy = reported.length;
seen.policy = await run(`new Promise((done) => {
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => done(effectiveDirective));
  const script = document.createElement("script");
  script.src = "https://example.org/other.js";
  document.head.append(script);
})`);
seen.fetched = await run(`fetch("https://example.org/").then(() => "sent", () => "refused")`);
seen.requested = requested;
seen.reported = reported.slice(0, beforePolicy);
process.stdout.write(JSON.stringify(seen));
browser.kill();
server.close();
await new Promise((done) => browser.on("exit", done));
rmSync(profile, { recursive: true, force: true });
process.exit(0);
