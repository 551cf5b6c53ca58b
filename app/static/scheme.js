// Light or dark, as the reader's system has it, before anything is painted; on the chat's page Gradio does this.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark", dark.matches);
dark.addEventListener("change", follow);
follow();
