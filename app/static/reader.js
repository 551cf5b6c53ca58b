// The page's own behaviour: what happens when a reader points at, focuses or follows a citation.
//
// One set of listeners on the document serves every answer, also those that are still being written: Gradio
// changes the transcript in place, so nothing is ever bound to an element of it.

import { arrived } from "./check.js";
import { addressed } from "./conversations.js";
import { libraryThere } from "./library.js";
import { closePanel, keepMark, openArticle, openCitation, openEvidence, panelIsOpen, stepCitation } from "./panel.js";
import { copied } from "./quotation.js";
import { summarised } from "./summary.js";

// This file is served at <prefix>/reader/<version>/.
const ROOT = new URL("../../", import.meta.url);

const citation = (event) => event.target.closest?.("a.cite");
const followed = (event) => event.target.closest?.("a.cite, a.near");

const carrierOf = (link) => document.getElementById(link.hash.slice(1));

// ---- following a citation

document.addEventListener("click", (event) => {
  const link = followed(event);
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (link && plain) {
    event.preventDefault();
    hideTip();
    openCitation(link);
    return;
  }
  const nearest = event.target.closest?.("button.nearest");
  if (nearest) openArticle(nearest);
  const copy = event.target.closest?.("button.copy");
  if (copy) copied(copy, copy.dataset.text);
  const address = event.target.closest?.("button.address");
  if (address) copied(address, String(new URL(address.dataset.address, ROOT)));
  const goto = event.target.closest?.("button.goto");
  if (goto) openTab(goto.dataset.tab);
  const evidence = event.target.closest?.("button.evidence");
  if (evidence) openEvidence(evidence);
  const edit = event.target.closest?.("button.edit");
  if (edit) ask(edit.dataset.text);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (tip.hidden) closePanel();
    else hideTip();
    return;
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (typing || modified || !panelIsOpen()) return;
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    if (stepCitation(event.key === "ArrowRight" ? 1 : -1)) event.preventDefault();
  }
});

// ---- the quoted sentence, while a citation is pointed at or focused

const tip = document.createElement("div");
tip.id = "cite-tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
const tipQuote = tip.appendChild(document.createElement("q"));
tipQuote.dir = "auto";
const tipAbout = tip.appendChild(document.createElement("span"));
document.body.append(tip);

let tipLink = null;
let leaving = 0;

function showTip(link) {
  const carrier = carrierOf(link);
  if (!carrier) return;
  clearTimeout(leaving);
  if (tipLink && tipLink !== link) hideTip();
  tipLink = link;
  tipQuote.textContent = carrier.textContent;
  tipAbout.textContent = carrier.dataset.about;
  tip.hidden = false;
  link.setAttribute("aria-describedby", tip.id);
  const at = link.getBoundingClientRect();
  const gap = 8;
  const left = Math.min(Math.max(gap, at.left - 24), innerWidth - tip.offsetWidth - gap);
  const above = at.top - tip.offsetHeight - gap;
  tip.style.left = `${left}px`;
  tip.style.top = `${above >= gap ? above : at.bottom + gap}px`;
}

function hideTip() {
  clearTimeout(leaving);
  tip.hidden = true;
  tipLink?.removeAttribute("aria-describedby");
  tipLink = null;
}

// The pointer may cross the gap to the quotation and rest on it, to read or select it.
function hideTipSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hideTip, 200);
}

const canHover = matchMedia("(hover: hover)");
document.addEventListener("mouseover", (event) => {
  const link = citation(event);
  if (link && canHover.matches) showTip(link);
  else if (tip.contains(event.target)) clearTimeout(leaving);
  else if (!tip.hidden) hideTipSoon();
});
document.addEventListener("focusin", (event) => {
  const link = citation(event);
  if (link && link.matches(":focus-visible")) showTip(link);
  else if (!tip.hidden) hideTip();
});
document.addEventListener("scroll", hideTip, { capture: true, passive: true });

// ---- a button that leads to another tab, and the keyboard with it

function openTab(id) {
  const tab = document.getElementById(`${id}-button`);
  tab?.click();
  tab?.focus();
}

// ---- a question as it was understood, put where it can be corrected and asked again

function ask(question) {
  const box = document.querySelector("#ask textarea");
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

// ---- a new question comes into view; codes of languages become their names

const calm = matchMedia("(prefers-reduced-motion: reduce)");
let turns = 0;

function refresh() {
  const all = document.querySelectorAll(".turn");
  if (all.length > turns && document.getElementById("ask")) { // a page to read is read from its top
    all[all.length - 1].scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  }
  turns = all.length;
  addressed();
  arrived();
  summarised();
  libraryThere();
  keepMark();
  const box = document.querySelector("#ask textarea[dir='ltr']");
  if (box) ready(box);
  for (const place of document.querySelectorAll("[data-language]")) {
    const name = languageName(place.dataset.language);
    if (place.textContent !== name) place.textContent = name;
  }
}

// The question may be written from right to left. Where there is a keyboard the cursor waits in the box; on a
// phone that would cover half the page with keys.
function ready(box) {
  box.dir = "auto";
  if (canHover.matches && document.activeElement === document.body) box.focus({ preventScroll: true });
}

function languageName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

new MutationObserver(refresh).observe(document.body, { childList: true, subtree: true });
refresh();
