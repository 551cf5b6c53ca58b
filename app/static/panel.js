// The source panel: which citation is open, the steps before and after it, and the article around it.
//
// Beside the answer on a wide screen, a sheet over it on a narrow one. What it shows of an article is built in
// article.js from text alone; nothing that came from an article is ever parsed as markup.

import { articleNodes, element, isWebAddress, spoken } from "./article.js";
import { evidenceNodes, evidenceSteps, fetchEvidence } from "./evidence.js";
import { originNodes } from "./origin.js";
import { copied, quotation } from "./quotation.js";
import { versionNodes } from "./versions.js";

// This file is served at <prefix>/reader/<version>/, the API at <prefix>/api/.
const API = new URL("../../api/", import.meta.url);

const narrow = matchMedia("(max-width: 999px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let steps = []; // what can be stepped through: the citations of an answer, in its order
let at = 0;
let back = null; // shows what the reader came from, where a step was taken aside
let opener = null; // id of what was clicked: focus goes back there
let shown = null; // the article on screen
let resting = []; // what the panel says while nothing is open
let request = 0;

const panel = () => document.getElementById("source-panel");

export const panelIsOpen = () => panel()?.classList.contains("open") ?? false;

export function openCitation(link) {
  const links = [...groupOf(link).querySelectorAll(link.closest(".nearby") ? "a.near" : "a.cite")]
    .filter((each) => !link.closest(".statement") || each.closest(".statement"));
  steps = links.map((each) => citationOf(each)).filter((each) => each !== null);
  at = Math.max(0, steps.findIndex((each) => each.mark === link.id));
  back = null;
  opener = link.id;
  if (steps.length) show();
}

// From a statement one goes on to the next ones of its answer. A table, a list of sources, close sentences and a
// sentence of a draft stand by themselves.
function groupOf(link) {
  const own = link.closest(".sides, .sources, .nearby, .piece");
  return own ?? link.closest(".turn, .summary") ?? link.closest(".statement");
}

export function openArticle(button) {
  button.id ||= `nearest-${button.dataset.article}`;
  opener = button.id;
  back = null;
  steps = [wholeArticle(button.dataset.article, button.dataset.kind ?? "Nearest article")];
  at = 0;
  show();
}

function wholeArticle(id, kind) {
  return { mark: "", number: null, kind, article: id, version: null, others: [], about: "", label: "" };
}

// What was considered for an answer and not used, as a list; a sentence of it opens in its article.
export async function openEvidence(button) {
  button.id ||= `evidence-${button.dataset.answer}`;
  opener = button.id;
  [steps, back] = [[], null];
  const mine = open();
  const again = () => openEvidence(button);
  fill("Evidence", element("p", { class: "loading", role: "status" }, "Fetching what was considered …"));
  try {
    const found = await fetchEvidence(button.dataset.answer);
    if (mine !== request) return;
    list(found);
  } catch (error) {
    if (mine === request) fill("Evidence", ...problem(error, again));
  }
}

function list(found, place = null) {
  steps = [];
  shown = null;
  back = null;
  fill("Evidence", ...evidenceNodes(found, (chosen) => {
    steps = evidenceSteps(found);
    at = chosen;
    back = () => list(found, at);
    show();
    panel().querySelector(".stepper").focus({ preventScroll: true });
  }));
  if (place !== null) panel().querySelectorAll(".weighed")[place].focus();
}

export function stepCitation(by) {
  if (!steps[at + by]) return false;
  at += by;
  show();
  return true;
}

export function closePanel() {
  if (!panelIsOpen()) return;
  request += 1;
  shown = null;
  const aside = panel();
  aside.classList.remove("open");
  aside.setAttribute("role", "complementary");
  aside.removeAttribute("aria-modal");
  document.body.classList.remove("source-open");
  aside.replaceChildren(...resting);
  markStatement(null);
  document.getElementById(opener)?.focus({ preventScroll: true });
}

// What a link points at, with the other citations of the same article in the same answer. A sentence that is only near
// has the number 0: it is no citation, and never shown as one.
function citationOf(link) {
  const carrier = document.getElementById(link.hash.slice(1));
  if (!carrier) return null;
  const { article, version } = carrier.dataset;
  const all = [...link.closest(".turn, .checked, .summary").querySelectorAll(".carrier")].map(place);
  const others = all.filter((each) => each.number && each.article === article && each.version === version);
  const statement = link.closest(".piece") ?? link.closest(".statement");
  const label = statement?.querySelector(".words")?.textContent ?? "";
  return { ...place(carrier), mark: link.id, others, about: carrier.dataset.about, label };
}

function place(carrier) {
  const { number, article, version, start, end, link, told } = carrier.dataset;
  return { number: Number(number), article, version, start: Number(start), end: Number(end), link, told };
}

// Opens the panel if it is closed and puts the keyboard into it; returns the number of this request.
function open() {
  const aside = panel();
  const fresh = !panelIsOpen();
  if (fresh) resting = [...aside.children];
  aside.classList.add("open");
  document.body.classList.add("source-open");
  if (narrow.matches) {
    aside.setAttribute("role", "dialog");
    aside.setAttribute("aria-modal", "true");
  }
  if (fresh) aside.replaceChildren(makeStepper());
  if (fresh) aside.querySelector(".stepper").focus({ preventScroll: true });
  markStatement(null);
  return ++request;
}

async function show() {
  const step = steps[at];
  const mine = open();
  markStatement(step.mark);
  const same = shown && shown.id === step.article && shown.asked === step.version;
  if (!same) {
    shown = null;
    fill(position(step), element("p", { class: "loading", role: "status" }, "Fetching the article …"));
    try {
      const article = await fetchArticle(step);
      if (mine !== request) return;
      shown = { ...article, asked: step.version };
    } catch (error) {
      if (mine === request) fill(position(step), ...problem(error, show));
      return;
    }
  }
  const notes = [...versionNodes(shown, step), ...originNodes(shown, elsewhere)];
  fill(position(step), ...articleNodes(shown, step, notes));
  reveal();
}

// Shows another article with the same text, and offers the way back.
function elsewhere(article) {
  const [before, where, earlier] = [steps, at, back];
  back = () => {
    [steps, at, back] = [before, where, earlier];
    show();
  };
  steps = [wholeArticle(article.id, "The same text elsewhere")];
  at = 0;
  show();
  panel().querySelector(".stepper").focus({ preventScroll: true });
}

async function fetchArticle(step) {
  const address = new URL(`articles/${encodeURIComponent(step.article)}`, API);
  if (step.version !== null) address.searchParams.set("version", step.version);
  const reply = await fetch(address, { headers: { Accept: "application/json" } });
  if (reply.ok) return reply.json();
  const body = await reply.json().catch(() => ({}));
  throw Object.assign(new Error(body.detail ?? body.title ?? reply.statusText), { status: reply.status });
}

function problem(error, retry) {
  const said = element("div", { class: "problem", role: "alert" });
  if (error.status === 404 || error.status === 410) {
    said.append(
      element("h2", {}, "This article is no longer in the corpus"),
      element("p", {}, "It was deleted after the answer was written, so its text can’t be shown. Ask again for an "
        + "answer from the articles that remain."),
    );
  } else {
    const again = element("button", { type: "button", class: "again" }, "Try again");
    again.addEventListener("click", retry);
    said.append(
      element("h2", {}, "The article could not be fetched"),
      element("p", {}, error.status ? `The server answered ${error.status}: ${error.message}.`
        : "The server can’t be reached. See that it is running."),
      again,
    );
  }
  return [said];
}

// Puts the given nodes below the stepper, which stays where it is: the keyboard's focus is in it.
function fill(what, ...nodes) {
  const aside = panel();
  const stepper = aside.querySelector(".stepper");
  const step = steps[at];
  const scroller = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": step ? "Article" : "Evidence" });
  scroller.append(...nodes);
  const [previous, next] = stepper.querySelectorAll(".previous, .next");
  previous.hidden = next.hidden = steps.length < 2;
  previous.disabled = at === 0;
  next.disabled = at === steps.length - 1;
  stepper.querySelector(".back").hidden = back === null;
  stepper.querySelector(".count").textContent = what;
  stepper.querySelector(".whose bdi").textContent = step ? step.about || described(shown) : "";
  const strip = step?.label ? element("p", { class: "for", dir: "auto" }, step.label) : "";
  if (strip && step.number) strip.prepend(spoken("For the statement: "));
  while (stepper.nextSibling) stepper.nextSibling.remove();
  aside.append(strip, scroller, ...(step && shown ? [actions(step)] : []));
}

const described = (article) => article?.outlet ?? "";

// What one can do with the sentence on screen: always in sight, however far the article is scrolled.
function actions(step) {
  const made = element("p", { class: "actions" });
  if (step.number !== null) {
    const copy = element("button", { type: "button", class: "again" }, "Copy quotation");
    const article = shown;
    copy.addEventListener("click", () => copied(copy, quotation(article, step)));
    made.append(copy);
  }
  const address = [step.link, shown.url].find(isWebAddress);
  if (address) {
    made.append(element("span", { class: "original" }, element(
      "a", { href: address, target: "_blank", rel: "noopener noreferrer" },
      "Read it at the publisher’s site", element("span", { "aria-hidden": "true" }, " ↗"),
      spoken(" (opens a new tab)"),
    )));
  }
  return made.childNodes.length ? made : "";
}

function position(step) {
  if (step.number === null) return step.kind;
  const kind = step.number ? "Citation" : step.considered ? "Considered" : "Close sentence";
  if (steps.length > 1) return `${kind} ${at + 1} of ${steps.length}`;
  return step.number ? `${kind} [${step.number}]` : kind;
}

function makeStepper() {
  const stepper = element("div", { class: "stepper", tabindex: "-1", "aria-label": "Source of a citation", role: "group" });
  const button = (name, title, sign, act) => {
    const made = element("button", { type: "button", class: name, "aria-label": title, title }, sign);
    made.addEventListener("click", act);
    return made;
  };
  stepper.append(
    button("back", "Back to what was on screen before", "↩", () => back?.()),
    button("previous", "Previous citation (left arrow)", "←", () => stepCitation(-1)),
    element("span", { class: "place" }, element("span", { class: "count", role: "status" }),
      element("span", { class: "whose" }, element("bdi", {}))),
    button("next", "Next citation (right arrow)", "→", () => stepCitation(1)),
    button("close", "Close the source (Escape)", "×", () => closePanel()),
  );
  return stepper;
}

// Another citation of the article becomes the current one when its sentence is chosen.
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("#source-panel mark.other");
  const chosen = mark ? steps.findIndex((each) => each.number === Number(mark.dataset.number)) : -1;
  if (chosen >= 0) {
    at = chosen;
    show();
  }
});

// Scrolls the article, and only the article, until the cited sentence is a third of the way down. One that stands
// within the first screen needs no scrolling, and its outlet and headline stay in sight.
function reveal() {
  const scroller = panel().querySelector(".scroller");
  const cited = [...scroller.querySelectorAll("mark.current")];
  if (!cited.length) return;
  const origin = scroller.getBoundingClientRect().top - scroller.scrollTop;
  const top = cited[0].getBoundingClientRect().top - origin;
  const bottom = cited[cited.length - 1].getBoundingClientRect().bottom - origin;
  const goal = bottom <= scroller.clientHeight * 0.9 ? 0 : top - scroller.clientHeight / 3;
  scroller.scrollTo({ top: goal, behavior: calm.matches ? "auto" : "smooth" });
}

// Shows in the transcript which statement and which marker the panel belongs to.
function markStatement(mark) {
  for (const old of document.querySelectorAll(".reading")) old.classList.remove("reading");
  const link = mark ? document.getElementById(mark) : null;
  link?.classList.add("reading");
  (link?.closest(".piece") ?? link?.closest(".statement"))?.classList.add("reading");
}

// While an answer is written Gradio sets every attribute in the transcript anew, which takes the mark away.
export function keepMark() {
  if (panelIsOpen() && !document.querySelector("a.reading")) markStatement(steps[at]?.mark);
}

// A sheet keeps the keyboard inside it until it is closed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || !narrow.matches || !panelIsOpen()) return;
  const stops = [...panel().querySelectorAll("button:not([disabled]):not([hidden]), a[href], [tabindex='0']")];
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const inside = panel().contains(document.activeElement);
  if (event.shiftKey ? document.activeElement === first || !inside : document.activeElement === last || !inside) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
});
document.addEventListener("pointerdown", (event) => {
  if (narrow.matches && panelIsOpen() && !panel().contains(event.target)) closePanel();
});
