// Conversations that are kept: the page's address leads back to the one on screen, and a dialog lists one's own.
//
// Every name comes as text from the API and goes into the page as text.

import { element } from "./article.js";
import { copied } from "./quotation.js";

// This file is served at <prefix>/reader/<version>/, the API at <prefix>/api/.
const ROOT = new URL("../../", import.meta.url);
const API = new URL("api/conversations", ROOT);
const WAIT = 250; // milliseconds after the last key before a search

const current = () => document.querySelector(".transcript")?.dataset.conversation ?? "";
const pageOf = (id) => String(new URL(`./?c=${encodeURIComponent(id)}`, ROOT));
const fileOf = (id, format) => String(new URL(`conversations/${encodeURIComponent(id)}/export?format=${format}`, new URL("api/", ROOT)));

// ---- the address, and the line above the transcript

// The address names the conversation as soon as it has begun, so that a reload, or a copy of the address, shows it again.
export function addressed() {
  const id = current();
  for (const tool of document.querySelectorAll(".talk-bar .of-one")) {
    if (tool.hidden !== !id) tool.hidden = !id;
  }
  if (!id) return;
  const address = new URL(location.href);
  if (address.searchParams.get("c") !== id) {
    address.searchParams.set("c", id);
    history.replaceState(history.state, "", address);
  }
}

document.addEventListener("click", (event) => {
  const tool = event.target.closest?.(".talk-bar [data-does]");
  if (!tool) return;
  if (tool.dataset.does === "list") open();
  else if (tool.dataset.does === "share") open(current());
});

// ---- the dialog

let dialog = null;
let asked = 0; // the search that counts: an earlier one may be answered later
let timer = 0;

async function call(method, path = "", body = undefined) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const reply = await fetch(`${API}${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (reply.ok) return reply.status === 204 ? null : reply.json();
  const problem = await reply.json().catch(() => ({}));
  throw new Error(problem.title ?? `the server answered ${reply.status}`);
}

function open(sharing = "") {
  dialog ??= make();
  dialog.querySelector("input").value = "";
  dialog.showModal();
  list({ sharing });
}

function make() {
  const made = element("dialog", { id: "talks", "aria-labelledby": "talks-title" });
  const close = button("Close", () => made.close());
  const search = element("input", {
    type: "search", placeholder: "Search names, questions and answers", "aria-label": "Search conversations",
  });
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => list(), WAIT);
  });
  const header = element("header", {});
  header.append(element("h2", { id: "talks-title" }, "Conversations"), close);
  const place = element("div", { class: "search" });
  place.append(search);
  made.append(header, place, element("p", { class: "said", role: "status" }), element("ul", { "aria-label": "Conversations" }));
  // A press on the backdrop lands on the dialog itself.
  made.addEventListener("click", (event) => event.target === made && made.close());
  document.body.append(made);
  return made;
}

async function list({ cursor = null, sharing = "" } = {}) {
  const mine = ++asked;
  const rows = dialog.querySelector("ul");
  const query = new URLSearchParams({ q: dialog.querySelector("input").value });
  if (cursor) query.set("cursor", cursor);
  try {
    const page = await call("GET", `?${query}`);
    if (mine !== asked) return;
    if (cursor) rows.querySelector(".more")?.remove();
    else rows.replaceChildren();
    rows.append(...page.conversations.map(row));
    if (page.next_cursor) {
      const more = element("li", { class: "more" });
      more.append(button("Show more", () => list({ cursor: page.next_cursor })));
      rows.append(more);
    }
    const none = query.get("q") ? "Nothing of what was said has these words." : "Nothing yet. A conversation is kept from its first question.";
    say(rows.children.length ? "" : none);
    if (sharing) await shareOne(sharing, rows);
  } catch (error) {
    if (mine === asked) say(`The conversations can’t be read: ${error.message}.`);
  }
}

// Whoever opened a conversation by its address has it on screen and not in his list.
async function shareOne(id, rows) {
  let mine = [...rows.children].find((each) => each.dataset.id === id);
  if (!mine) {
    mine = row(await call("GET", `/${encodeURIComponent(id)}`));
    rows.prepend(mine);
    say("");
  }
  mine.querySelector(".share").click();
  mine.scrollIntoView({ block: "nearest" });
}

function say(words) {
  dialog.querySelector(".said").textContent = words;
}

function button(words, act, kind = "") {
  const made = element("button", { type: "button", class: kind }, words);
  made.addEventListener("click", () => act(made));
  return made;
}

function row(talk) {
  const item = element("li", { "data-id": talk.id, class: talk.id === current() ? "current" : "" });
  const link = element("a", { class: "open", href: pageOf(talk.id), dir: "auto" }, talk.name);
  if (talk.id === current()) link.setAttribute("aria-current", "page");
  const tools = element("div", { class: "row-tools", role: "group", "aria-label": "What to do with it" });
  item.append(link, element("p", { class: "when" }, told(talk)), tools);
  tools.append(
    button("Rename", () => rename(item, talk)),
    button(talk.share ? "Shared" : "Share", () => share(item, talk), "share"),
    element("a", { class: "export-talk", href: fileOf(talk.id, "markdown"), download: "" }, "Markdown"),
    element("a", { href: fileOf(talk.id, "html"), download: "" }, "HTML"),
    button("Delete", () => remove(item, talk)),
  );
  return item;
}

function told(talk) {
  const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(talk.changed_at));
  const turns = talk.turns === 1 ? "1 question" : `${talk.turns} questions`;
  return `${when} · ${turns}${talk.share ? " · shared" : ""}`;
}

// Puts a form in the place of the tools; Escape takes it away again without closing the dialog.
function form(item, again, ...nodes) {
  const tools = item.querySelector(".row-tools, form");
  const made = element("form", {});
  const back = () => replaced(item, again);
  made.append(...nodes, button("Cancel", back));
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    back();
  });
  tools.replaceWith(made);
  return made;
}

function replaced(item, talk, does = ".open") {
  const fresh = row(talk);
  item.replaceWith(fresh);
  fresh.querySelector(does).focus();
  return fresh;
}

async function tried(act) {
  try {
    await act();
    say("");
  } catch (error) {
    say(`That did not work: ${error.message}.`);
  }
}

function rename(item, talk) {
  const box = element("input", { type: "text", maxlength: "120", "aria-label": "Name" });
  box.value = talk.name;
  const made = form(item, talk, box, element("button", { type: "submit", class: "sure" }, "Rename"));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    tried(async () => {
      if (box.value.trim()) replaced(item, await call("PATCH", `/${encodeURIComponent(talk.id)}`, { name: box.value }));
    });
  });
  box.select();
}

function share(item, talk) {
  const path = `/${encodeURIComponent(talk.id)}/share`;
  const shown = (now) => {
    const address = String(new URL(now.share.address, ROOT));
    const many = now.share.turns === 1 ? "its first question" : `its first ${now.share.turns} questions`;
    const copy = button("Copy link", (made) => copied(made, address), "sure");
    form(
      item, now,
      element("p", {}, `Whoever has this address can read ${many}, and change nothing:`),
      element("p", { class: "shared-as" }, address), copy,
      button("Share what was asked since", () => tried(async () => shown(await call("PUT", path)))),
      button("Stop sharing", () => tried(async () => {
        await call("DELETE", path);
        replaced(item, { ...now, share: null }, ".share");
      })),
    );
    copy.focus();
  };
  if (talk.share) shown(talk);
  else tried(async () => shown(await call("PUT", path)));
}

function remove(item, talk) {
  const made = form(
    item, talk,
    element("p", {}, "Delete this conversation, and the page it is shared as? Its answers keep their own addresses."),
    button("Delete", () => tried(async () => {
      await call("DELETE", `/${encodeURIComponent(talk.id)}`);
      if (talk.id === current()) location.assign(ROOT);
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      (next?.querySelector(".open") ?? dialog.querySelector("input")).focus();
    }), "sure"),
  );
  made.querySelector(".sure").focus();
}
