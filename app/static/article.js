// An article as elements: its head, notes on its versions, its paragraphs with the cited places marked.
//
// Every piece of text goes in as a text node. Offsets count characters as the server does (code points, not
// UTF-16 units), so an emoji before a cited sentence does not move the mark.

export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// What only a screen reader says. Its own direction keeps it from deciding that of the text around it.
export const spoken = (words) => element("span", { class: "unseen", dir: "ltr" }, words);

export function articleNodes(article, step, notes) {
  const body = element("div", { class: "article-text", dir: "auto", ...(article.language ? { lang: article.language } : {}) });
  body.append(...paragraphs(article, marksOf(step)));
  return [head(article, step), ...notes, body];
}

function head(article, step) {
  const made = element("header", {});
  made.append(
    element("p", { class: "outlet", dir: "auto" }, article.outlet ?? "Outlet not known"),
    element("h2", { dir: "auto", ...(article.language ? { lang: article.language } : {}) }, article.title ?? "Without a title"),
  );
  const facts = element("p", { class: "byline" });
  if (article.author) facts.append(element("bdi", {}, article.author));
  if (article.published_at) facts.append(dated(article.published_at));
  if (article.sample) facts.append(element("span", { class: "badge" }, "sample article"));
  if (facts.childNodes.length) made.append(facts);
  if (step.told) made.append(element("p", { class: "told", dir: "auto" }, "This sentence: ", element("bdi", {}, step.told)));
  return made;
}

// Only addresses that a browser opens as a page; never javascript: or data:.
export function isWebAddress(address) {
  return address && URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol);
}

// Midnight UTC stands for a date without a time, which no time zone may move to another day.
function dated(moment) {
  const date = new Date(moment);
  const whole = date.getTime() % 86_400_000 === 0;
  const utc = date.toISOString();
  const title = whole ? utc.slice(0, 10) : `${utc.slice(0, 10)} ${utc.slice(11, 16)} UTC`;
  const local = new Intl.DateTimeFormat(undefined,
    whole ? { dateStyle: "long", timeZone: "UTC" } : { dateStyle: "long", timeStyle: "short" });
  return element("time", { datetime: utc, title }, local.format(date));
}

function marksOf(step) {
  if (step.number === null) return [];
  const others = step.others.filter((each) => each.number !== step.number);
  return [{ ...step, current: true }, ...others.map((each) => ({ ...each, current: false }))];
}

function paragraphs(article, marks) {
  const characters = Array.from(article.text);
  const text = (start, end) => characters.slice(start, end).join("");
  const blocks = [];
  let at = 0;
  for (const sentence of article.sentences) {
    const between = text(at, sentence.start);
    if (!blocks.length || between.includes("\n")) blocks.push(block(sentence));
    else blocks[blocks.length - 1].append(between);
    blocks[blocks.length - 1].append(sentenceNode(sentence, text, marks));
    at = sentence.end;
  }
  const rest = text(at, characters.length).trim();
  if (rest) blocks.push(element("p", { dir: "auto" }, rest));
  return blocks;
}

const block = (sentence) => element(sentence.role === "heading" ? "h3" : "p", { dir: "auto" });

// A sentence, cut where a mark begins or ends; the current mark wins where two overlap.
function sentenceNode(sentence, text, marks) {
  const made = element("span", { class: `sentence ${sentence.role ?? "body"}` });
  const touching = marks.filter((mark) => mark.start < sentence.end && mark.end > sentence.start);
  const cuts = new Set([sentence.start, sentence.end]);
  for (const mark of touching) {
    cuts.add(Math.max(mark.start, sentence.start));
    cuts.add(Math.min(mark.end, sentence.end));
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  for (let place = 0; place + 1 < ordered.length; place += 1) {
    const [start, end] = [ordered[place], ordered[place + 1]];
    const mark = touching.find((each) => each.start <= start && each.end >= end);
    made.append(mark ? marked(mark, text(start, end)) : text(start, end));
  }
  return made;
}

function marked(mark, words) {
  const says = mark.considered ? "Considered, not used: " : !mark.number ? "Close, but not carrying it: "
    : mark.current ? `Cited as [${mark.number}]: ` : `Also cited, as [${mark.number}]: `;
  return element("mark", { class: mark.current ? "current" : "other", title: says.slice(0, -2), "data-number": mark.number },
    spoken(says), words);
}
