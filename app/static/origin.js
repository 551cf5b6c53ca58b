// Who else carries the text of an article: one origin, counted once however many printed it.

import { element } from "./article.js";

// This file is served at <prefix>/reader/<version>/, the API at <prefix>/api/.
const API = new URL("../../api/", import.meta.url);
const NAMED = 6; // others that are named; of further ones the number is told

const known = new Map(); // articles that were fetched, by id
function fetched(id) {
  if (!known.has(id)) {
    known.set(id, fetch(new URL(`articles/${encodeURIComponent(id)}`, API), { headers: { Accept: "application/json" } })
      .then((reply) => {
        if (!reply.ok) throw new Error(reply.statusText);
        return reply.json();
      }).catch((error) => {
        known.delete(id);
        throw error;
      }));
  }
  return known.get(id);
}

// A paragraph that says who else carries this text; each is a button, and `open` shows its article.
export function originNodes(article, open) {
  const { size, lead, members = [] } = article.origin ?? { size: 1 };
  if (size < 2) return [];
  const made = element("div", { class: "origin", role: "note" });
  const others = members.filter((id) => id !== article.id).slice(0, NAMED);
  name(made, article, others, size, lead, open);
  return [made];
}

async function name(made, article, ids, size, lead, open) {
  // One that was deleted meanwhile is left out.
  const found = (await Promise.allSettled(ids.map(fetched))).filter((one) => one.status === "fulfilled");
  const rows = found.map(({ value }) => {
    const button = element("button", { type: "button", class: "also" },
      element("bdi", {}, value.outlet ?? value.title ?? "an outlet that is not known"));
    button.addEventListener("click", () => open(value));
    const day = value.published_at ? ` ${short(value.published_at)}` : "";
    return element("li", {}, button, day, value.id === lead ? " (first)" : "");
  });
  const rest = size - 1 - rows.length;
  if (rest > 0) rows.push(element("li", { class: "rest" }, `and ${rest} more`));
  made.append(element("p", {}, "Also carried by"), element("ul", {}, ...rows),
    element("p", { class: "why" }, `${size} articles with one text count as one source${article.id === lead ? "; this one was first" : ""}.`));
}

const short = (moment) => new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(moment));
