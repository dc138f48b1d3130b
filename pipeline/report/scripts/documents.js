// The documents, and a search through their texts.

function drawDocuments() {
  const search = el("input", {
    id: "search-texts",
    type: "search",
    value: view.texts,
    oninput: event =>
      later(() => {
        view.texts = event.target.value;
        showDocuments();
      }),
  });
  return part(
    "documents",
    say("documents"),
    el(
      "form",
      { class: "filters", role: "search", "aria-label": say("search_texts"), onsubmit: event => event.preventDefault() },
      el("label", {}, say("search_texts"), search),
    ),
    el("div", { id: "documents-body" }),
  );
}
const foldedTexts = new Map();
function foldedText(place) {
  if (!foldedTexts.has(place)) foldedTexts.set(place, fold((open(place).text || "") + " " + titleOf(documents[place])));
  return foldedTexts.get(place);
}
function snippet(place, sought) {
  const folded = foldedText(place);
  const times = sought.reduce((sum, word) => sum + folded.split(word).length - 1, 0);
  const text = (open(place).text || "").replace(/\s+/g, " ");
  const [first] = hits(text, sought);
  const near = first ? [" … ", marked(text.slice(Math.max(0, first[0] - 60), first[0] + 90), sought), " …"] : [];
  return el("div", { class: "soft" }, say("hits", { n: number(times) }), el("span", { lang: "fr" }, near));
}
function showDocuments() {
  const sought = words(view.texts),
    body = el("tbody");
  const shown = documents.filter(about => sought.every(word => foldedText(about.number).includes(word)));
  paged(body, shown, about =>
    el(
      "tr",
      {},
      el(
        "td",
        { "data-label": say("name") },
        el("a", { href: documentAddress(about), lang: "fr" }, titleOf(about)),
        sought.length ? snippet(about.number, sought) : null,
      ),
      el("td", { class: "day", "data-label": say("date") }, about.date || ""),
      el("td", { "data-label": say("genre"), lang: "fr" }, about.genre || ""),
      el("td", { class: "number", "data-label": say("length") }, number(about.chars)),
      el("td", { class: "number", "data-label": say("mentions") }, number(about.mentions)),
      el("td", { class: "number", "data-label": say("relations") }, number(about.relations)),
    ),
  );
  const heads = [
    ...["name", "date", "genre"].map(name => el("th", { scope: "col" }, say(name))),
    ...["length", "mentions", "relations"].map(name => el("th", { class: "number", scope: "col" }, say(name))),
  ];
  byId("documents-body").replaceChildren(
    shown.length
      ? table(say("count", { shown: number(shown.length), all: number(documents.length) }), heads, body)
      : el("p", { class: "empty" }, say("none_left")),
  );
}
