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
const STUB = `
window.SHEET = { active: [["=OPT_PARAMS(A1,2E+11)"]], A1: [[1.5]] };
window.Office = { onReady: () => Promise.resolve() };
const range = (key) => ({
  load() {},
  get values() { return SHEET[key]; },
  get formulas() { return SHEET[key]; },
  set formulas(rows) { SHEET[key] = rows; },
});
const sheet = { getRange: (address) => range(address) };
const worksheets = { getActiveWorksheet: () => sheet, getItem: () => sheet };
const workbook = { worksheets, getActiveCell: () => range("active") };
window.Excel = { run: (act) => act({ workbook, sync: async () => {} }) };
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
await pressed(["Tab", 9], ["o", 79, "o"], ["p", 80, "p"], ["t", 84, "t"], ["_", 189, "_"], ["p", 80, "p"], ["a", 65, "a"]);
await pause();
seen.found = await text("count");
await pressed(["Tab", 9], ["Enter", 13, "\r"], ["Tab", 9], ["Enter", 13, "\r"]);
await pause();
seen.inserted = await run("SHEET.active[0][0]");
const asked = async (formula, cells = {}) => {
  await run(`Object.assign(SHEET, ${JSON.stringify({ active: [[formula]], ...cells })})`);
  await run(`document.getElementById("why").click()`);
  await pause();
  const notes = await run(`[...document.querySelectorAll("#notes li")].map((li) => li.textContent)`);
  return [await text("reason"), notes, await run(`document.getElementById("noted").hidden`)];
};
seen.answers = [
  await asked("=OPT_PARAMS(2.13,2E+11)"),
  await asked('=OPT_PARAMS(2.13,"two")'),
  await asked("=OPT_PARAMS('My, sheet'!$A$1:A2,1E+9)", { "$A$1:A2": [[2.1], [1.5]] }),
  await asked('=OPT_PARAMS(2.13,2E+11,{"E",1.8;"gamma",1})'),
  await asked("=OPT_PARAMS(1+1,2E+11)"),
  await asked("=SUM(A1)+1"),
  await asked('=LAW_LOSS("2T","400T")'),
  await asked("=LAW_LOSS(A1:A3,5E+9)", { "A1:A3": [[1e9], [2e12], ["x"]] }),
  await asked("=XLPLANNER_VERSION()"),
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
