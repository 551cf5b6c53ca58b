// Deleting articles so that it can be undone: for a while nothing is sent, and then the articles are deleted one by one.
// A page that is closed within that time has deleted nothing; a second delete carries the first one out at once.

import { element } from "./article.js";

const API = new URL("../../api/", import.meta.url);
const TIME = 8_000; // milliseconds to think again
const LONG = 30_000; // the same for many articles
const MANY = 50;
const SAID = 5_000; // how long it stands there that they are gone

let waiting = null; // {ids, heard, timer, until, left} of what will be deleted
const going = new Set(); // ids that are being deleted now
let toast = null;
let hiding = 0;

export const pending = () => new Set([...(waiting?.ids ?? []), ...going]);

const some = (ids) => (ids.length === 1 ? "1 article" : `${ids.length.toLocaleString("en-GB")} articles`);

export function deleteLater(ids, heard) {
  if (waiting) carryOut();
  const time = ids.length > MANY ? LONG : TIME;
  waiting = { ids, heard, left: time };
  const undo = element("button", { type: "button", class: "undo" }, "Undo");
  undo.addEventListener("click", takeBack);
  say(`${some(ids)} will be deleted in ${time / 1000} seconds. `, undo, element("span", { class: "keys" }, "Ctrl + Z"));
  undo.focus({ preventScroll: true });
  run();
  heard.changed();
}

function run() {
  waiting.until = Date.now() + waiting.left;
  waiting.timer = setTimeout(carryOut, waiting.left);
}

// While the pointer rests on the message, time stands still.
function hold() {
  if (!waiting?.timer) return;
  clearTimeout(waiting.timer);
  waiting.timer = 0;
  waiting.left = Math.max(1_000, waiting.until - Date.now());
}

function takeBack() {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  const { heard, ids } = waiting;
  waiting = null;
  heard.undone();
  say(`${some(ids)} kept.`);
  leave();
}

async function carryOut() {
  clearTimeout(waiting.timer);
  const { ids, heard } = waiting;
  waiting = null;
  const inside = toast.contains(document.activeElement);
  for (const id of ids) going.add(id);
  let stopped = false;
  const stop = element("button", { type: "button", class: "undo" }, "Stop");
  stop.addEventListener("click", () => (stopped = true));
  const far = element("span", {});
  say(far, ids.length > 5 ? stop : "");
  let done = 0;
  let trouble = "";
  for (const id of ids) {
    if (stopped) break;
    far.textContent = `Deleting ${done + 1} of ${some(ids)} … `;
    trouble = await deleted(id);
    going.delete(id);
    if (trouble) break;
    done += 1;
  }
  for (const id of ids) going.delete(id);
  heard.done();
  const kept = ids.length - done;
  const failed = `${done ? `${some(ids.slice(0, done))} deleted; ` : ""}${some(ids.slice(done))} not deleted: ${trouble}`;
  if (waiting) { // the message is about others by now
    if (trouble) toast.append(element("p", {}, failed));
    return;
  }
  if (trouble) say(failed);
  else say(`${some(ids.slice(0, done))} deleted.${kept ? ` ${some(ids.slice(done))} kept.` : ""}`);
  if (inside) document.querySelector(".lib-count")?.focus({ preventScroll: true });
  if (!trouble) leave();
}

// Returns what went wrong, or nothing; what somebody else has deleted is deleted.
async function deleted(id) {
  try {
    const reply = await fetch(new URL(`articles/${encodeURIComponent(id)}`, API), { method: "DELETE" });
    if (reply.ok || reply.status === 404 || reply.status === 410) return "";
    const body = await reply.json().catch(() => ({}));
    return body.title ?? `the server answered ${reply.status}`;
  } catch {
    return "the server can’t be reached; see that it is running";
  }
}

function say(...parts) {
  clearTimeout(hiding);
  if (!toast) {
    toast = element("div", { id: "toast", role: "status" });
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("pointerleave", () => waiting && !waiting.timer && run());
    document.body.append(toast);
  }
  const close = element("button", { type: "button", class: "dismiss", "aria-label": "Close this message" }, "×");
  close.addEventListener("click", () => (toast.hidden = true));
  toast.replaceChildren(element("p", {}, ...parts), waiting ? "" : close);
  toast.hidden = false;
}

function leave() {
  hiding = setTimeout(() => (toast.hidden = true), SAID);
}

document.addEventListener("keydown", (event) => {
  const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  if (!undo || !waiting || event.target.closest?.("input:not([type=checkbox]), textarea")) return;
  event.preventDefault();
  takeBack();
});
