// What was considered for an answer and not used: fetched when somebody asks, shown as a list in the source panel.

import { element } from "./article.js";

// This file is served at <prefix>/reader/<version>/, the API at <prefix>/api/.
const API = new URL("../../api/", import.meta.url);

export async function fetchEvidence(answer) {
  const reply = await fetch(new URL(`answers/${encodeURIComponent(answer)}/evidence`, API), { headers: { Accept: "application/json" } });
  if (reply.ok) return reply.json();
  const body = await reply.json().catch(() => ({}));
  throw Object.assign(new Error(body.detail ?? body.title ?? reply.statusText), { status: reply.status });
}

// The steps of the panel through these sentences. Their number is 0: none of them is a citation.
export function evidenceSteps({ considered }) {
  return considered.map((row) => ({
    mark: "", number: 0, considered: true, article: row.article_id, version: row.version, start: row.start, end: row.end,
    link: "", told: "", others: [], about: whose(row), label: `Not used: ${row.detail}.`,
  }));
}

// The list; `open` shows the article of the row with the given place.
export function evidenceNodes({ considered, gone }, open) {
  const rows = considered.map((row, place) => {
    const quote = element("q", { dir: "auto" }, row.text);
    const button = element("button", { type: "button", class: "weighed" }, quote,
      element("span", { class: "from" }, element("bdi", {}, whose(row))));
    button.addEventListener("click", () => open(place));
    return element("li", {}, button, element("p", { class: "why" }, `Not used: ${row.detail}.`));
  });
  const nodes = [
    element("h2", {}, "Considered and not used"),
    element("p", { class: "lead" }, considered.length
      ? "The sentences that came closest, closest first, and why each is not cited."
      : "Everything that came close is cited."),
    element("ol", { class: "evidence-list" }, ...rows),
  ];
  if (gone) {
    nodes.push(element("p", { class: "lead" }, gone === 1
      ? "One more stood in an article that has since been deleted or changed."
      : `${gone} more stood in articles that have since been deleted or changed.`));
  }
  return nodes;
}

function whose(row) {
  const outlet = row.outlet ?? "outlet not known";
  if (!row.published_at) return outlet;
  return `${outlet}, ${new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(row.published_at))}`;
}
