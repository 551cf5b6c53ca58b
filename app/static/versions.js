// What an article's outlet says that it changed, which version is on screen, and what changed between two.
//
// Every piece of text goes in as a text node. What was removed and added is marked by <del> and <ins>, which look
// different without any colour and are spoken.

import { element, spoken } from "./article.js";

// This file is served at <prefix>/reader/<version>/, the API at <prefix>/api/.
const API = new URL("../../api/", import.meta.url);

const KINDS = {
  retraction: "The outlet has retracted this article: ",
  correction: "The outlet has corrected this article: ",
  clarification: "The outlet has clarified this article: ",
  update: "The outlet has updated this article: ",
};
const BECAME = {
  same: "The cited sentence stands in it as it was.",
  moved: "The cited sentence stands in it as it was, in another place.",
  changed: "The cited sentence was changed.",
  removed: "The cited sentence is gone.",
};
const LABELS = { changed: "Changed", added: "Added", removed: "Removed", moved: "Moved" };

export function versionNodes(article, step) {
  const versions = article.versions ?? [];
  const newest = versions.find((version) => version.current) ?? versions[0];
  const nodes = [];
  const said = newest?.notice ?? article.notice;
  if (said) {
    nodes.push(element("p", { class: `notice ${said.kind}`, role: "note" },
      KINDS[said.kind] ?? "", element("bdi", {}, said.text)));
  }
  if (versions.length < 2) return nodes;
  const here = Number(step.version ?? article.version ?? newest.number);
  const old = here < newest.number;
  const place = element("div", { class: "versions" });
  const status = element("p", old ? { class: "notice", role: "status" } : { class: "version" });
  status.append(old
    ? `This is version ${here}, the one that was cited. The article has changed since: version ${newest.number} is the newest.`
    : `Version ${here} of ${newest.number}, changed ${day(newest.modified_at ?? newest.created_at)}.`);
  const earlier = old ? here : Math.max(...versions.map((version) => version.number).filter((number) => number < here));
  const button = element("button", { type: "button", class: "again", "aria-expanded": "false" }, "What changed");
  button.addEventListener("click", () => toggle(button, place, () => fetched(article.id, earlier, newest.number)));
  place.append(status, button);
  if (old && step.number) tell(status, article, step, () => fetched(article.id, here, newest.number));
  return [...nodes, place];
}

// Each comparison is fetched once; one that failed is asked for again.
const known = new Map();
function fetched(id, from, to) {
  const address = new URL(`articles/${encodeURIComponent(id)}/diff?from=${from}&to=${to}`, API);
  if (!known.has(address.href)) {
    known.set(address.href, fetch(address, { headers: { Accept: "application/json" } }).then((reply) => {
      if (!reply.ok) throw new Error(reply.statusText);
      return reply.json();
    }).catch((error) => {
      known.delete(address.href);
      throw error;
    }));
  }
  return known.get(address.href);
}

// Says what became of the cited sentence, once that is known.
async function tell(status, article, step, compared) {
  const cited = article.sentences.find((sentence) => sentence.start <= step.start && step.start < sentence.end);
  const { rows } = await compared().catch(() => ({ rows: [] }));
  const row = rows.find((each) => each.old && each.old.index === cited?.index);
  if (row) status.append(" ", BECAME[row.kind]);
}

async function toggle(button, place, compared) {
  const open = place.querySelector(".changes");
  button.setAttribute("aria-expanded", String(!open));
  if (open) {
    open.remove();
    return;
  }
  const section = element("div", { class: "changes", role: "region", "aria-label": "What changed", "aria-live": "polite" });
  place.append(section);
  try {
    section.append(...changes(await compared()));
  } catch {
    section.append(element("p", { role: "alert" }, "What changed could not be fetched. Close this and try again."));
  }
}

function changes(compared) {
  const nodes = [];
  if (compared.title) nodes.push(line("Title", compared.title.words));
  if (compared.published_at) {
    const { old, new: now } = compared.published_at;
    nodes.push(line("Date", [["removed", old ? day(old) : ""], ["same", " "], ["added", now ? day(now) : ""]]));
  }
  let same = 0;
  const quiet = () => {
    if (same) nodes.push(element("p", { class: "unchanged" }, `${same} ${same === 1 ? "sentence" : "sentences"} unchanged`));
    same = 0;
  };
  for (const row of compared.rows) {
    if (row.kind === "same") {
      same += 1;
      continue;
    }
    quiet();
    const kind = row.kind === "moved" ? "same" : row.kind;
    nodes.push(line(LABELS[row.kind], row.words.length ? row.words : [[kind, (row.new ?? row.old).text]]));
  }
  quiet();
  return nodes;
}

function line(label, words) {
  const text = element("span", { dir: "auto" });
  for (const [kind, part] of words.filter(([, each]) => each)) {
    if (kind === "same") text.append(part);
    else if (kind === "added") text.append(element("ins", {}, spoken("added: "), part));
    else text.append(element("del", {}, spoken("removed: "), part));
  }
  return element("p", { class: "change" }, element("span", { class: "label" }, label), " ", text);
}

const day = (moment) => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(moment));
