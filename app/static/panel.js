// The source panel: which citation is open, the steps before and after it, and the article around it.
//
// Beside the answer on a wide screen, a sheet over it on a narrow one. What it shows of an article is built in
// article.js from text alone; nothing that came from an article is ever parsed as markup.

import { articleNodes, element, spoken } from "./article.js";
import { versionNodes } from "./versions.js";

// This file is served at <prefix>/reader/<version>/, the API at <prefix>/api/.
const API = new URL("../../api/", import.meta.url);

const narrow = matchMedia("(max-width: 999px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let steps = []; // the citations of the statement that was clicked, in its order
let at = 0;
let label = ""; // the statement itself
let opener = null; // id of what was clicked: focus goes back there
let shown = null; // the article on screen
let resting = []; // what the panel says while nothing is open
let request = 0;

const panel = () => document.getElementById("source-panel");

export const panelIsOpen = () => panel()?.classList.contains("open") ?? false;

export function openCitation(link) {
  const group = link.closest(".statement, .sides, .sources, .nearby");
  const links = [...group.querySelectorAll("a.cite, a.near")];
  steps = links.map((each) => citationOf(each)).filter((each) => each !== null);
  at = Math.max(0, steps.findIndex((each) => each.mark === link.id));
  label = (link.closest(".piece") ?? group).querySelector(".words")?.textContent ?? "";
  opener = link.id;
  if (steps.length) show();
}

export function openArticle(button) {
  steps = [{ mark: "", number: null, article: button.dataset.article, version: null, others: [] }];
  at = 0;
  label = "";
  button.id ||= `nearest-${button.dataset.article}`;
  opener = button.id;
  show();
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
  return { ...place(carrier), mark: link.id, others };
}

function place(carrier) {
  const { number, article, version, start, end, link, told } = carrier.dataset;
  return { number: Number(number), article, version, start: Number(start), end: Number(end), link, told };
}

async function show() {
  const step = steps[at];
  const mine = ++request;
  const aside = panel();
  const fresh = !panelIsOpen();
  if (fresh) resting = [...aside.children];
  aside.classList.add("open");
  document.body.classList.add("source-open");
  if (narrow.matches) {
    aside.setAttribute("role", "dialog");
    aside.setAttribute("aria-modal", "true");
  }
  markStatement(step.mark);
  const same = shown && shown.id === step.article && shown.asked === step.version;
  if (!same) {
    shown = null;
    fill(step, element("p", { class: "loading", role: "status" }, "Fetching the article …"));
  }
  if (fresh) aside.querySelector(".stepper").focus({ preventScroll: true });
  if (!same) {
    try {
      const article = await fetchArticle(step);
      if (mine !== request) return;
      shown = { ...article, asked: step.version };
    } catch (error) {
      if (mine === request) fill(step, ...problem(error));
      return;
    }
  }
  fill(step, ...articleNodes(shown, step, versionNodes(shown, step)));
  reveal();
}

async function fetchArticle(step) {
  const address = new URL(`articles/${encodeURIComponent(step.article)}`, API);
  if (step.version !== null) address.searchParams.set("version", step.version);
  const reply = await fetch(address, { headers: { Accept: "application/json" } });
  if (reply.ok) return reply.json();
  const body = await reply.json().catch(() => ({}));
  throw Object.assign(new Error(body.detail ?? body.title ?? reply.statusText), { status: reply.status });
}

function problem(error) {
  const said = element("div", { class: "problem", role: "alert" });
  if (error.status === 404 || error.status === 410) {
    said.append(
      element("h2", {}, "This article is no longer in the corpus"),
      element("p", {}, "It was deleted after the answer was written, so its text can’t be shown. Ask again for an "
        + "answer from the articles that remain."),
    );
  } else {
    const again = element("button", { type: "button", class: "again" }, "Try again");
    again.addEventListener("click", () => show());
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
function fill(step, ...nodes) {
  const aside = panel();
  const stepper = aside.querySelector(".stepper") ?? makeStepper();
  const scroller = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Article" });
  scroller.append(...nodes);
  const [previous, count, next] = stepper.querySelectorAll(".previous, .count, .next");
  previous.hidden = next.hidden = steps.length < 2;
  previous.disabled = at === 0;
  next.disabled = at === steps.length - 1;
  count.textContent = position(step);
  const statement = label ? element("p", { class: "for", dir: "auto" }, label) : "";
  if (label) statement.prepend(spoken("For the statement: "));
  if (stepper.parentElement === aside) while (stepper.nextSibling) stepper.nextSibling.remove();
  else aside.replaceChildren(stepper);
  aside.append(statement, scroller);
}

function position(step) {
  if (step.number === null) return "Nearest article";
  const kind = step.number ? "Citation" : "Close sentence";
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
    button("previous", "Previous citation (left arrow)", "←", () => stepCitation(-1)),
    element("span", { class: "count", role: "status" }),
    button("next", "Next citation (right arrow)", "→", () => stepCitation(1)),
    button("close", "Close the source (Escape)", "×", () => closePanel()),
  );
  return stepper;
}

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
  if (panelIsOpen() && !document.querySelector("a.reading")) markStatement(steps[at].mark);
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
