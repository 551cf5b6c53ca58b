// The chat for any page: <script src="https://HOST/widget.js"></script> puts it where the script stands.
//
// Options are attributes of the script: data-target (a selector of the element to put it into), data-title,
// data-placeholder, data-theme ("light" or "dark"; without it the reader's own choice), data-outlets (names between
// commas, only these are asked) and data-key (a key that may read, where the server wants one; whoever sees the page
// sees the key).
//
// It works within the page's content security policy: script-src and connect-src have to name HOST, nothing else. All
// of it stands in a shadow tree with a constructed style sheet, every piece of text goes in as a text node, and no host
// but HOST is asked for anything.

(() => {
  "use strict";

  const SHEET = "widget.css"; // the server puts the sheet itself here

  const script = document.currentScript;
  if (!script) {
    console.error("Corroborate: widget.js is a plain script; load it without type=\"module\".");
    return;
  }
  const options = script.dataset;
  const base = new URL(".", script.src); // below a proxy's prefix too
  const here = base.href.replace(/\/$/, "");

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const spoken = (words) => element("span", { class: "unseen" }, words);

  // ---- what stands in the page

  const host = element("div", { class: "corroborate" });
  if (["light", "dark"].includes(options.theme)) host.setAttribute("data-theme", options.theme);
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  shadow.adoptedStyleSheets = [sheet];

  const title = options.title || "Ask the news";
  const talk = element("div", { class: "talk", role: "log", "aria-label": "Answers", "aria-live": "polite", tabindex: "0" });
  const box = element("textarea", {
    rows: "1", maxlength: "4000", dir: "auto", autocomplete: "off", enterkeyhint: "send", id: "question",
    placeholder: options.placeholder || "Ask the articles a question",
  });
  const button = element("button", { type: "submit", class: "ask" }, "Ask");
  const form = element("form", {}, element("label", { class: "unseen", for: "question" }, "Your question"), box, button);
  const source = element("dialog", { class: "source", "aria-label": "Source" });
  shadow.append(
    element("section", { class: "chat", "aria-label": title },
      element("h2", { dir: "auto" }, title), talk, form,
      element("p", { class: "foot" }, "Every sentence cites its source. Choose a number to read it there.")),
    source,
  );

  const place = () => {
    const target = options.target && document.querySelector(options.target);
    if (options.target && !target) console.error(`Corroborate: no element fits data-target="${options.target}".`);
    if (target) target.append(host);
    else if (script.isConnected && document.body.contains(script)) script.after(host);
    else document.body.append(host);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();

  // ---- asking

  const said = []; // the turns that were answered
  let asking = null; // stops the answer under way

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (asking) asking.abort();
    else if (box.value.trim()) ask(box.value.trim());
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!asking) form.requestSubmit();
  });

  async function ask(question) {
    const status = element("p", { class: "status" }, "Looking through the articles …");
    const answer = element("div", { class: "answer", dir: "auto" });
    const turn = element("article", { class: "turn", "aria-busy": "true" },
      element("h3", { class: "question", dir: "auto" }, spoken("You asked: "), question), answer, status);
    talk.append(turn);
    talk.scrollTop = turn.offsetTop;
    box.value = "";
    button.textContent = "Stop";
    asking = new AbortController();
    try {
      const body = { question, history: said, stream: true };
      const outlets = (options.outlets || "").split(",").map((name) => name.trim()).filter(Boolean);
      if (outlets.length) body.filters = { outlets };
      for await (const [name, data] of events(await call("api/ask", { body, signal: asking.signal }))) {
        if (name === "status") status.textContent = progress(data);
        if (name === "statement") answer.append(...stated(data.statement, data.citations));
        if (name === "error") throw Object.assign(new Error(data.title), { told: true });
        if (name === "done") {
          finish(turn, answer, data);
          said.push({ role: "user", content: question }, { role: "assistant", content: data.text });
        }
      }
      if (turn.dataset.done !== "yes") throw Object.assign(new Error("The answer broke off. Ask again."), { told: true });
    } catch (error) {
      if (error.name === "AbortError") turn.append(element("p", { class: "note" }, "Stopped."));
      else turn.append(element("p", { class: "failure", role: "alert" }, await explained(error)));
    } finally {
      status.remove();
      turn.setAttribute("aria-busy", "false");
      button.textContent = "Ask";
      asking = null;
    }
  }

  const progress = ({ phase, articles }) => {
    const many = articles ? ` ${articles} ${articles === 1 ? "article" : "articles"}` : "";
    return { retrieving: "Looking through the articles", reading: `Reading${many}`, writing: "Writing", checking: "Checking" }[phase]
      + " …";
  };

  function stated(statement, citations) {
    const made = element("span", { class: `statement ${statement.support.label}`, dir: "auto" }, statement.text);
    if (statement.support.label === "partial") made.append(element("span", { class: "verdict" }, " (carried in part)"));
    const marks = citations.map((citation) => {
      const about = [citation.outlet, citation.title].filter(Boolean).join(", ") || "an article";
      const mark = element("button", { type: "button", class: "cite", "aria-haspopup": "dialog", title: `${about}: “${citation.quote}”` },
        spoken(`Source ${citation.number}, ${about}`), element("span", { "aria-hidden": "true" }, `${citation.number}`));
      mark.addEventListener("click", () => open(citation));
      return mark;
    });
    return [made, element("span", { class: "marks" }, ...marks), " "];
  }

  function finish(turn, answer, data) {
    turn.dataset.done = "yes";
    if (data.abstained) answer.append(element("p", { class: "abstained", dir: "auto" }, data.text));
    if (data.nearest.length) {
      const near = data.nearest.map((article) => element("li", { dir: "auto" },
        away(article.url, article.title || article.outlet || "Without a title"), article.outlet ? ` (${article.outlet})` : ""));
      turn.append(element("p", { class: "note" }, "The nearest articles:"), element("ul", { class: "nearest" }, ...near));
    }
    if (data.standalone_question !== data.question) {
      turn.append(element("p", { class: "note", dir: "auto" }, `Understood as: ${data.standalone_question}`));
    }
    for (const warning of data.warnings) turn.append(element("p", { class: "note", dir: "auto" }, warning));
  }

  // ---- reading the source of a sentence

  async function open(citation) {
    const close = element("button", { type: "button", class: "close" }, spoken("Close the source"),
      element("span", { "aria-hidden": "true" }, "×"));
    close.addEventListener("click", () => source.close());
    const reading = element("div", { class: "reading", tabindex: "0", role: "region", "aria-label": "Article" },
      element("p", { class: "status", role: "status" }, "Fetching the article …"));
    source.replaceChildren(close, reading);
    source.showModal();
    try {
      const address = `api/articles/${encodeURIComponent(citation.article_id)}?version=${citation.version}`;
      const article = await (await call(address)).json();
      if (!reading.isConnected) return;
      if (article.language) reading.lang = article.language;
      reading.replaceChildren(...head(article, citation), ...paragraphs(article, citation));
      const mark = reading.querySelector("mark");
      reading.scrollTop = mark.getBoundingClientRect().top - reading.getBoundingClientRect().top - reading.clientHeight / 3;
    } catch (error) {
      const gone = error.status === 404 || error.status === 410;
      const words = gone ? "This article was deleted after the answer was written. Ask again." : await explained(error);
      reading.replaceChildren(element("p", { class: "failure", role: "alert" }, words));
    }
  }

  // A click beside the sheet closes it, as Escape does.
  source.addEventListener("click", (event) => {
    if (event.target === source) source.close();
  });

  function head(article, citation) {
    const facts = [article.author, article.published_at && day(article.published_at)].filter(Boolean).join(" · ");
    return [
      element("p", { class: "outlet", dir: "auto" }, article.outlet || "Outlet not known"),
      element("h3", { dir: "auto" }, article.title || "Without a title"),
      ...(facts ? [element("p", { class: "facts", dir: "auto" }, facts)] : []),
      ...(isWeb(citation.link || article.url)
        ? [element("p", {}, away(citation.link || article.url, "Read it at the publisher’s site"))] : []),
    ];
  }

  // Midnight UTC stands for a date without a time, which no time zone may move to another day.
  function day(moment) {
    const date = new Date(moment);
    const whole = date.getTime() % 86_400_000 === 0;
    return new Intl.DateTimeFormat(undefined, { dateStyle: "long", ...(whole ? { timeZone: "UTC" } : {}) }).format(date);
  }

  // Offsets count characters as the server does (code points, not UTF-16 units). One mark, cut where paragraphs end.
  function paragraphs(article, { start, end }) {
    const characters = Array.from(article.text);
    const text = (from, to) => characters.slice(from, to).join("");
    const blocks = [];
    let at = 0;
    for (const sentence of article.sentences) {
      const between = text(at, sentence.start);
      if (!blocks.length || between.includes("\n")) blocks.push(element(sentence.role === "heading" ? "h4" : "p", { dir: "auto" }));
      else blocks.at(-1).append(between);
      const [from, to] = [Math.max(start, sentence.start), Math.min(end, sentence.end)];
      if (from < to) {
        blocks.at(-1).append(text(sentence.start, from),
          element("mark", {}, spoken("Cited: "), text(from, to)), text(to, sentence.end));
      } else blocks.at(-1).append(text(sentence.start, sentence.end));
      at = sentence.end;
    }
    return blocks;
  }

  const isWeb = (address) => Boolean(address) && URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol);

  const away = (address, words) => (isWeb(address)
    ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words, spoken(" (opens a new tab)"))
    : words);

  // ---- the server

  let blocked = false; // the page's own policy forbids to call it
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.blockedURI.startsWith(base.origin) && event.effectiveDirective === "connect-src") blocked = true;
  });

  async function call(path, { body, signal } = {}) {
    const headers = { Accept: body?.stream ? "text/event-stream" : "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    if (options.key) headers.Authorization = `Bearer ${options.key}`;
    const reply = await fetch(new URL(path, base), {
      method: body ? "POST" : "GET", headers, signal, body: body && JSON.stringify(body),
      credentials: "omit", referrerPolicy: "no-referrer",
    });
    if (reply.ok) return reply;
    const problem = await reply.json().catch(() => ({}));
    const words = problem.title || `The server answered ${reply.status}.`;
    throw Object.assign(new Error(words), { told: true, status: reply.status });
  }

  async function* events(reply) {
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
        if (name) yield [name, JSON.parse(data)];
      }
    }
  }

  // A browser says no more than that a call failed. Whether the server is there at all can be asked without its leave.
  async function explained(error) {
    if (error.told) return error.message;
    const there = await fetch(script.src, { mode: "no-cors", credentials: "omit", cache: "no-store" }).then(() => true, () => false);
    await new Promise((go) => setTimeout(go, 100)); // a violated policy is told 5 ms after the call has failed
    if (blocked) return `This page’s security policy does not let it call ${here}: its connect-src has to name it.`;
    if (there && location.origin !== base.origin) {
      return `The server at ${here} takes no questions from pages of ${location.origin}. `
        + "Whoever runs it can allow them with CORROBORATE_ALLOWED_ORIGINS.";
    }
    return there ? "The connection broke off. Ask again." : `The server at ${here} can’t be reached. Try again later.`;
  }
})();
