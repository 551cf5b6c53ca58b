// The tab that summarises: a result coming into view.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

let known = null; // the result that has been brought into view

// Brings a new result into view once. The keyboard goes along if it is still in the form, so that the next Tab leads to
// the first citation and what the summary rests on is read out.
export function summarised() {
  const result = document.querySelector(".summary .told");
  if (result === known) return;
  known = result;
  if (!result) return;
  const head = result.querySelector(".counts, .abstention h3");
  const waiting = document.activeElement === document.body || document.activeElement?.closest("#summary-tab");
  if (waiting) head.focus({ preventScroll: true });
  head.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}
