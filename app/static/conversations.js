// Conversations that are kept: the page's address leads back to the one on screen.

const current = () => document.querySelector(".transcript")?.dataset.conversation ?? "";

// The address names the conversation as soon as it has begun, so that a reload, or a copy of the address, shows it again.
export function addressed() {
  const id = current();
  const address = new URL(location.href);
  if (!id || address.searchParams.get("c") === id) return;
  address.searchParams.set("c", id);
  history.replaceState(history.state, "", address);
}
