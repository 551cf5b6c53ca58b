// The tab that checks a draft: its keys, what is shown of the result, and the result coming into view.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Enter makes a new line in a draft; with Ctrl or Command it checks.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.closest?.("#draft")) return;
  event.preventDefault();
  document.getElementById("check")?.click();
});

document.addEventListener("click", (event) => {
  const chosen = event.target.closest?.(".show button");
  if (!chosen) return;
  for (const each of chosen.parentElement.children) each.setAttribute("aria-pressed", String(each === chosen));
  chosen.closest(".checked").dataset.only = chosen.dataset.only;
});

// The bar of verdicts: a click goes to the next sentence that came out so, from the one where the keyboard is.
document.addEventListener("click", (event) => {
  const chosen = event.target.closest?.(".bar button");
  if (!chosen) return;
  const result = chosen.closest(".checked");
  const rows = [...result.querySelectorAll(".piece")].filter((each) => each.dataset.verdict === chosen.dataset.verdict);
  const last = rows.indexOf(result.querySelector(".piece.reached"));
  const next = rows[(last + 1) % rows.length];
  result.querySelector(".piece.reached")?.classList.remove("reached");
  if (result.dataset.only === "work" && next.classList.contains("fine")) result.querySelector("[data-only='all']").click();
  next.classList.add("reached");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
});

let known = null; // the result that has been brought into view

// Brings a new result into view once. The keyboard goes along if it is still where the check was started from, so that
// the next Tab leads to the first citation and the count is read out.
export function arrived() {
  const result = document.querySelector(".checked");
  if (result === known) return;
  known = result;
  if (!result) return;
  for (const part of result.querySelectorAll(".bar button")) part.style.flexGrow = part.dataset.count;
  const tally = result.querySelector(".tally");
  const waiting = document.activeElement === document.body || document.activeElement?.closest("#check-tab");
  if (waiting) tally.focus({ preventScroll: true });
  tally.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}
