// Rows, charts and filters of the list of articles as elements. Every text goes in as a text node.

import { element, spoken } from "./article.js";

const SVG = "http://www.w3.org/2000/svg";
const FEW = 7; // outlets that are shown at first
const NARROW = 14; // periods; a chart of fewer has bars as wide as one of so many
const HEIGHT = 40;
const DAY = 86_400_000;
const number = new Intl.NumberFormat("en-GB");
const LENGTHS = { day: 1, week: 7 };

export function languageName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

// A day as the rest of the page writes it, in UTC, where articles have their dates.
export const dayName = (date, parts = { day: "numeric", month: "short", year: "numeric" }) =>
  new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" }).format(date);

export function rowNode(row, selected, pending) {
  const title = row.title ?? "Without a title";
  const going = pending.has(row.id);
  const box = element("input", { type: "checkbox", value: row.id, "data-key": `pick ${row.id}` });
  box.checked = selected.has(row.id);
  box.disabled = going;
  const open = element("button", {
    type: "button", class: "lib-open", id: `open-${row.id}`, dir: "auto",
    "data-act": "open", "data-article": row.id, "data-kind": "Article", "data-key": `open ${row.id}`,
  }, title);
  if (row.language) open.lang = row.language;
  const facts = element("p", { class: "lib-facts" }, element("bdi", { class: "outlet" }, row.outlet ?? "Outlet not known"));
  if (row.published_at) {
    const date = new Date(row.published_at);
    facts.append(element("time", { datetime: row.published_at }, dayName(date)));
  } else facts.append(element("span", {}, "no date"));
  if (row.language) facts.append(element("span", {}, languageName(row.language)));
  if (row.origin.size > 1) {
    facts.append(element("button", {
      type: "button", class: "lib-shared", "data-act": "origin", "data-value": row.origin.id, "data-key": `origin ${row.id}`,
      title: "List all that carry this text",
    }, `also carried by ${number.format(row.origin.size - 1)}`));
  }
  for (const status of row.statuses) {
    if (status !== "unchanged") facts.append(element("span", { class: `lib-mark ${status}` }, status));
  }
  if (going) facts.append(element("span", { class: "lib-mark going" }, "to be deleted"));
  return element("li", { class: going ? "going" : "" },
    element("label", { class: "lib-pick" }, box, spoken(`Select: ${title}`)),
    element("div", { class: "lib-about" }, open, facts));
}

export function chipNodes(kind, options, chosen) {
  const shown = options.filter(({ value, articles }) => articles || chosen.has(value));
  return shown.map(({ value, name, articles }) => element("button", {
    type: "button", class: "lib-chip", "data-act": kind, "data-value": value, "data-key": `${kind} ${value}`,
    "aria-pressed": String(chosen.has(value)),
  }, element("bdi", {}, name), " ", element("span", { class: "lib-number" }, number.format(articles))));
}

// Each outlet is a bar as long as it has articles, and a filter.
export function outletNodes(outlets, chosen, all) {
  const options = outlets.map(({ name, articles }) => ({ value: name ?? "", name: name ?? "Not known", articles }));
  // One that is chosen stays in sight when nothing of it is left.
  for (const value of chosen) {
    if (!options.some((one) => one.value === value)) options.push({ value, name: value || "Not known", articles: 0 });
  }
  const shown = options.filter(({ value }, at) => all || at < FEW || chosen.has(value));
  const most = Math.max(1, ...options.map(({ articles }) => articles));
  const nodes = chipNodes("outlet", shown, chosen);
  for (const [at, node] of nodes.entries()) {
    node.className = "lib-outlet";
    node.style.setProperty("--share", `${(100 * shown[at].articles) / most}%`);
  }
  if (options.length > FEW) {
    nodes.push(element("button", { type: "button", class: "lib-every", "data-act": "every-outlet", "data-key": "every" },
      all ? "Show fewer" : `All ${number.format(options.length)} outlets`));
  }
  return nodes;
}

// Articles by the day, week, month or year as bars, with the same numbers as a table; each period is also a filter.
export function chartNodes({ period, counts, undated }) {
  if (!counts.length) return [element("p", { class: "lib-note" }, undated ? "None has a date." : "Nothing to show.")];
  const periods = counts.map(({ first, articles }) => ({ first: new Date(`${first}T00:00:00Z`), articles }));
  const [begin, end] = [periods[0].first, periods.at(-1).first];
  const slots = Math.max(NARROW, slot(period, begin, end) + 1);
  const most = Math.max(...periods.map(({ articles }) => articles));
  const chart = document.createElementNS(SVG, "svg");
  const attributes = {
    viewBox: `0 0 ${slots} ${HEIGHT}`, preserveAspectRatio: "none", class: "lib-bars", role: "img",
    "aria-label": `Articles per ${period}, from ${named(period, begin)} to ${named(period, end)}; at most ${number.format(most)}.`,
  };
  for (const [key, value] of Object.entries(attributes)) chart.setAttribute(key, value);
  for (const { first, articles } of periods) chart.append(bar(slot(period, begin, first), articles / most, `${named(period, first)}: ${number.format(articles)}`));
  const axis = element("p", { class: "lib-axis", "aria-hidden": "true" },
    element("span", {}, named(period, begin)), begin < end && slot(period, begin, end) > 3 ? element("span", {}, named(period, end)) : "");
  const lines = periods.map(({ first, articles }) => element("tr", {},
    element("th", { scope: "row" }, element("button", {
      type: "button", "data-act": "period", "data-value": `${iso(first)} ${iso(lastDay(period, first))}`, "data-key": `period ${iso(first)}`,
    }, named(period, first))), element("td", {}, number.format(articles))));
  const open = document.querySelector(".lib-table")?.open;
  const table = element("details", { class: "lib-table", ...(open ? { open: "" } : {}) },
    element("summary", { "data-key": "table" }, "As a table"),
    element("div", { class: "lib-scroll", tabindex: "0", role: "region", "aria-label": `Articles per ${period}` },
      element("table", {}, element("thead", {}, element("tr", {}, element("th", { scope: "col" }, period),
        element("th", { scope: "col" }, "articles"))), element("tbody", {}, ...lines))));
  const note = undated ? [element("p", { class: "lib-note" }, `${number.format(undated)} without a date`)] : [];
  return [element("p", { class: "lib-label" }, `Per ${period}`), chart, axis, ...note, table];
}

function bar(at, share, title) {
  const made = document.createElementNS(SVG, "rect");
  const height = Math.max(1, HEIGHT * share);
  for (const [key, value] of Object.entries({ x: at + 0.1, y: HEIGHT - height, width: 0.8, height })) made.setAttribute(key, value);
  const words = document.createElementNS(SVG, "title");
  words.textContent = title;
  made.append(words);
  return made;
}

const iso = (date) => date.toISOString().slice(0, 10);

// How many periods lie between two.
function slot(period, first, date) {
  const years = date.getUTCFullYear() - first.getUTCFullYear();
  if (period === "year") return years;
  if (period === "month") return years * 12 + date.getUTCMonth() - first.getUTCMonth();
  return Math.round((date - first) / DAY / LENGTHS[period]);
}

function lastDay(period, first) {
  const date = new Date(first);
  if (period === "year") date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (period === "month") date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + LENGTHS[period]);
  return new Date(date - DAY);
}

function named(period, first) {
  if (period === "year") return dayName(first, { year: "numeric" });
  if (period === "month") return dayName(first, { month: "short", year: "numeric" });
  return period === "week" ? `week of ${dayName(first)}` : dayName(first);
}
