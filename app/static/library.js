// The tab that lists the articles: what is sought goes to the API, rows and counts come back and are built here from
// text alone. What is selected stays selected whatever the list shows, and can be asked, summarised or deleted.

import { deleteLater, pending } from "./library_delete.js";
import { chartNodes, languageName, outletNodes, chipNodes, rowNode } from "./library_nodes.js";
import { element } from "./article.js";
import { openArticle } from "./panel.js";

const API = new URL("../../api/", import.meta.url);
const PAUSE = 150; // milliseconds after a key until the list follows
const PAGE = 50;
const number = new Intl.NumberFormat("en-GB");
const counted = (count, noun = "article") => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;

let root = null; // the tab's own element, once it is there
let visible = null;
const sought = { q: "", outlet: new Set(), language: new Set(), status: new Set(), origin: "", from: "", to: "", sort: "newest" };
const selected = new Map(); // ids of the articles that are, with their titles where they are known
let rows = [];
let cursor = null;
let counts = null;
let latest = null; // what ends the calls under way when others take their place
let typing = 0;
let anchor = -1; // the row that was clicked last, from which a click with Shift selects
let allOutlets = false;

const part = (name) => root.querySelector(`.lib-${name}`);

// Called whenever the page has changed: Gradio may put the tab there at any time, and again.
export function libraryThere() {
  const found = document.querySelector("#library .library");
  if (!found || found === root) return;
  root = found;
  visible?.disconnect();
  visible = new IntersectionObserver(([entry]) => entry.isIntersecting && refresh());
  visible.observe(root); // whole: a part of it would come into view again whenever a reader scrolls
  listen();
}

function listen() {
  part("search").addEventListener("submit", (event) => event.preventDefault());
  part("q").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => seek({ q: event.target.value.trim() }), PAUSE);
  });
  part("sort").addEventListener("change", (event) => seek({ sort: event.target.value }));
  for (const bound of ["from", "to"]) {
    part(bound).addEventListener("change", (event) => seek({ [bound]: event.target.value }));
  }
  root.addEventListener("click", clicked);
  root.addEventListener("change", (event) => {
    if (event.target.matches(".lib-rows input")) pick(event.target);
    if (event.target.matches(".lib-all input")) selectAll(event.target.checked);
  });
  // On a phone the filters would hide the list.
  if (matchMedia("(max-width: 999px)").matches) part("filters").open = false;
}

function clicked(event) {
  const box = event.target.closest(".lib-rows input");
  if (box) {
    range(box, event.shiftKey);
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  const { act, value } = button.dataset;
  if (["outlet", "language", "status"].includes(act)) toggle(act, value);
  else if (act === "open") openArticle(button);
  else if (act === "origin") seek({ origin: value });
  else if (act === "period") {
    [part("from").value, part("to").value] = value.split(" ");
    seek({ from: part("from").value, to: part("to").value });
  } else if (act === "every-outlet") {
    allOutlets = !allOutlets;
    showCounts();
  } else if (act === "clear") clear();
  else if (act === "more") more();
  else if (act === "again") refresh();
  else if (act === "add") document.getElementById("add-tab-button")?.click();
  else if (act === "ask" || act === "summarise") use(act);
  else if (act === "delete") remove();
  else if (act === "none") {
    selected.clear();
    showSelected();
    part("count").focus({ preventScroll: true });
  }
}

// ---- what is sought

function toggle(kind, value) {
  if (!sought[kind].delete(value)) sought[kind].add(value);
  refresh();
}

function seek(changes) {
  if (Object.entries(changes).every(([key, value]) => sought[key] === value)) return;
  Object.assign(sought, changes);
  refresh();
}

function clear() {
  for (const kind of ["outlet", "language", "status"]) sought[kind].clear();
  Object.assign(sought, { q: "", origin: "", from: "", to: "" });
  for (const field of ["q", "from", "to"]) part(field).value = "";
  part("count").focus({ preventScroll: true });
  refresh();
}

const filtered = () => Boolean(sought.q || sought.origin || sought.from || sought.to
  || sought.outlet.size || sought.language.size || sought.status.size);

function query(more = {}) {
  const made = new URLSearchParams(more);
  for (const kind of ["outlet", "language", "status"]) {
    for (const value of sought[kind]) made.append(kind, value);
  }
  const named = { q: sought.q, origin: sought.origin, published_from: sought.from, published_to: sought.to };
  for (const [key, value] of Object.entries(named)) if (value) made.set(key, value);
  return made;
}

async function call(path, parameters, signal) {
  const reply = await fetch(new URL(`${path}?${parameters}`, API), { headers: { Accept: "application/json" }, signal });
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(body.title ?? `The server answered ${reply.status}.`);
  return body;
}

// ---- the list and its counts

export async function refresh() {
  latest?.abort();
  const mine = (latest = new AbortController());
  root.setAttribute("aria-busy", "true");
  try {
    const [list, all] = await Promise.all([
      call("articles", query({ sort: sought.sort, limit: PAGE }), mine.signal),
      call("library", query(), mine.signal),
    ]);
    [rows, cursor, counts] = [list.articles, list.next_cursor, all];
    anchor = -1;
    showCounts();
    showRows();
  } catch (error) {
    if (mine.signal.aborted) return;
    failed(error);
  }
  root.setAttribute("aria-busy", "false");
}

async function more() {
  const mine = latest;
  const first = rows.length;
  part("more").disabled = true;
  try {
    const list = await call("articles", query({ sort: sought.sort, limit: PAGE, cursor }), mine.signal);
    rows = rows.concat(list.articles);
    cursor = list.next_cursor;
    part("rows").append(...list.articles.map((row) => rowNode(row, selected, pending())));
    part("rows").children[first]?.querySelector(".lib-open").focus();
  } catch (error) {
    if (!mine.signal.aborted) failed(error);
  }
  part("more").disabled = false;
  part("more").hidden = cursor === null;
}

function failed(error) {
  const reason = error instanceof TypeError ? "The server can’t be reached. See that it is running." : error.message;
  part("trouble").replaceChildren(
    element("p", {}, `The articles could not be listed: ${reason}`),
    element("button", { type: "button", class: "again", "data-act": "again" }, "Try again"),
  );
  part("trouble").hidden = false;
}

function showRows() {
  part("trouble").hidden = true;
  kept(part("rows"), rows.map((row) => rowNode(row, selected, pending())));
  part("more").hidden = cursor === null;
  part("none").hidden = rows.length > 0;
  part("none").replaceChildren(...(counts.total ? ["No article passes all of these filters."] : [
    "There are no articles yet. ",
    element("button", { type: "button", class: "again", "data-act": "add" }, "Add sources"),
  ]));
  showSelected();
}

function showCounts() {
  const said = counts.articles === counts.total ? counted(counts.total)
    : `${number.format(counts.articles)} of ${counted(counts.total)}`;
  if (part("count").textContent !== said) part("count").textContent = said;
  part("clear").hidden = !filtered();
  part("origin").hidden = !sought.origin;
  kept(part("chart"), chartNodes(counts.published));
  kept(part("outlets"), outletNodes(counts.outlets, sought.outlet, allOutlets));
  kept(part("languages"), chipNodes("language", counts.languages.map(({ code, articles }) => (
    { value: code ?? "", name: code ? languageName(code) : "Not known", articles })), sought.language));
  kept(part("statuses"), chipNodes("status", Object.entries(counts.statuses).map(([value, articles]) => (
    { value, name: value[0].toUpperCase() + value.slice(1), articles })), sought.status));
  // A kind of which there is nothing has no heading either.
  for (const name of ["outlets", "languages", "statuses"]) part(name).parentElement.hidden = !part(name).childElementCount;
  part("filtering").textContent = filtered() ? " (some are set)" : "";
}

// Puts new nodes in the place of old ones; the keyboard's focus stays where it was.
function kept(place, nodes) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...nodes);
  if (held) [...place.querySelectorAll("[data-key]")].find((one) => one.dataset.key === held)?.focus({ preventScroll: true });
}

// ---- what is selected

function pick(box) {
  const row = rows.find((one) => one.id === box.value);
  if (box.checked) selected.set(box.value, row?.title ?? "");
  else selected.delete(box.value);
  showSelected();
}

// A click with Shift does to all rows between the last click and this one what it does to this one.
function range(box, shift) {
  const at = rows.findIndex((row) => row.id === box.value);
  if (shift && anchor >= 0) {
    for (const row of rows.slice(Math.min(anchor, at), Math.max(anchor, at) + 1)) {
      if (pending().has(row.id)) continue;
      if (box.checked) selected.set(row.id, row.title ?? "");
      else selected.delete(row.id);
    }
    showSelected();
  }
  anchor = at;
}

async function selectAll(wanted) {
  const mine = latest;
  try {
    const { ids, articles } = await call("library", query({ ids: true }), mine.signal);
    for (const id of ids) {
      if (!wanted) selected.delete(id);
      else if (!pending().has(id)) selected.set(id, selected.get(id) ?? "");
    }
    showSelected(wanted && articles > ids.length ? ` (the newest ${number.format(ids.length)}; more can’t be chosen at once)` : "");
  } catch (error) {
    if (!mine.signal.aborted) failed(error);
  }
}

function showSelected(more = "") {
  for (const box of root.querySelectorAll(".lib-rows input")) {
    box.checked = selected.has(box.value);
    box.closest("li").classList.toggle("picked", box.checked);
  }
  const here = rows.filter((row) => selected.has(row.id)).length;
  const box = root.querySelector(".lib-all input");
  box.checked = rows.length > 0 && here === rows.length;
  box.indeterminate = here > 0 && !box.checked;
  box.disabled = !rows.length;
  part("all-words").textContent = counts ? `Select all ${number.format(counts.articles)}` : "Select all";
  part("bar").hidden = selected.size === 0;
  const hidden = selected.size - here;
  const unseen = hidden && cursor === null ? `, ${number.format(hidden)} of them not in this list` : "";
  part("selected").textContent = selected.size ? `${number.format(selected.size)} selected${unseen}${more}` : "";
}

// The server puts the articles on the other tab, where a line says that only they are used.
function use(act) {
  root.dispatchEvent(new CustomEvent("use", { bubbles: true, detail: { act, articles: [...selected.keys()] } }));
  const [tab, field] = act === "ask" ? ["ask", "#ask textarea"] : ["summary", "#topic :is(input, textarea)"];
  document.getElementById(`${tab}-tab-button`)?.click();
  setTimeout(() => document.querySelector(field)?.focus(), 50);
}

function remove() {
  const ids = [...selected.keys()];
  selected.clear();
  deleteLater(ids, {
    changed: () => root.isConnected && showRows(),
    undone: () => {
      for (const id of ids) selected.set(id, rows.find((row) => row.id === id)?.title ?? "");
      showRows();
      part("count").focus({ preventScroll: true });
    },
    done: () => {
      root.dispatchEvent(new CustomEvent("gone", { bubbles: true }));
      refresh();
    },
  });
}

// The line that said which articles are used is gone, and its button with it.
document.addEventListener("unscoped", (event) => {
  const field = event.target.id === "ask-scope" ? "#ask textarea" : "#topic :is(input, textarea)";
  document.querySelector(field)?.focus({ preventScroll: true });
});
