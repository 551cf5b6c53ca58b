// The tab that adds sources. Gradio runs this for each part of it that has buttons or takes files, with the part as
// `element`, `upload` to send a file and `trigger` to say what happened.

element.addEventListener("click", (event) => {
  const button = event.target.closest("button.act");
  if (!button) return;
  trigger("click", { act: button.dataset.act, on: button.dataset.on });
  // The button may be gone in a moment, and the keyboard with it.
  button.closest("section")?.querySelector("h2").focus({ preventScroll: true });
});

const zone = element.querySelector(".drop");
if (zone) {
  const input = zone.querySelector("input");
  const said = element.querySelector(".sending");
  const limit = Number(zone.dataset.limit);
  let busy = false;

  const send = async (files) => {
    if (busy || !files.length) return;
    busy = true;
    const sent = [];
    for (const [at, file] of files.entries()) {
      said.textContent = `Sending ${files.length > 1 ? `${at + 1} of ${files.length}` : file.name} …`;
      sent.push(await one(file));
    }
    said.textContent = "";
    input.value = "";
    busy = false;
    trigger("upload", { files: sent });
  };

  const one = async (file) => {
    if (file.size > limit) return { name: file.name, size: file.size };
    try {
      const { path } = await upload(file);
      return { name: file.name, path };
    } catch {
      return { name: file.name };
    }
  };

  input.addEventListener("change", () => send([...input.files]));
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    send([...event.dataTransfer.files]);
  });
}
