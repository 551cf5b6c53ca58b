// A cited sentence as a quotation with its reference, for a text of one's own.

// “Nine people died.” Ines Okafor, “Ferry sinks”, Harbour Wire, 14 March 2025, https://harbour-wire.example/ferry
export function quotation(article, step) {
  const quote = Array.from(article.text).slice(step.start, step.end).join("");
  const date = article.published_at
    ? new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(article.published_at)) : null;
  const title = article.title ? `“${article.title}”` : null;
  const reference = [article.author, title, article.outlet, date, step.link || article.url].filter(Boolean).join(", ");
  return reference ? `“${quote}” ${reference}` : `“${quote}”`;
}

// Puts a text where it can be pasted, and says on the button whether that worked.
export async function copied(button, text) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "The browser does not allow copying here";
  }
  setTimeout(() => (button.textContent = label), 2000);
}
