// The table of facts: sorted by its heads, each row opens the sentences that say it.

const SORTS = {
  subject: fact => partyName(fact.subject),
  predicate: fact => predicateName(fact.predicate),
  object: fact => partyName(fact.object),
  dated: fact => fact.year,
  sentences: fact => fact.sentences,
  documents: fact => fact.documents,
  confidence: fact => fact.confidence,
};
function sorted(shown) {
  const value = SORTS[view.sort],
    sign = view.down ? -1 : 1;
  return [...shown].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a.number - b.number;
    return sign * (typeof x === "string" ? compare(x, y) : x - y) || a.number - b.number;
  });
}
function head(name, label, kind) {
  const on = view.sort === name;
  const turn = () => {
    Object.assign(view, { sort: name, down: on ? !view.down : !["subject", "predicate", "object", "dated"].includes(name) });
    showFacts();
    byId("sort-" + name).focus();
  };
  return el(
    "th",
    { class: kind, scope: "col", "aria-sort": on ? (view.down ? "descending" : "ascending") : null },
    el("button", { type: "button", id: "sort-" + name, onclick: turn }, label, on ? (view.down ? " ▾" : " ▴") : ""),
  );
}
function badges(fact) {
  const shown = POLARITIES.filter(name => fact[name]).map(name => badge(name, say(name) + (fact[name] > 1 ? " × " + fact[name] : "")));
  return fact.affirmed && fact.denied ? [...shown, badge("conflict", say("conflict"))] : shown;
}
function partyCell(party) {
  if (party.type === "date") return party.fr;
  return el(
    "button",
    {
      class: "plain " + party.type + "-word",
      type: "button",
      title: say("filter_by", { what: partyName(party) }),
      onclick: () => toggleParty(party),
    },
    partyName(party),
  );
}
function factRows(fact) {
  const below = el("tr", { hidden: true, id: "evidence-" + fact.number });
  const what = partyName(fact.subject) + " " + predicateName(fact.predicate) + " " + partyName(fact.object);
  const turn = event => {
    if (!below.firstChild) below.append(el("td", { colspan: 8 }, evidenceList(fact)));
    below.hidden = !below.hidden;
    event.currentTarget.setAttribute("aria-expanded", String(!below.hidden));
  };
  const button = el(
    "button",
    {
      type: "button",
      "aria-expanded": "false",
      "aria-controls": below.id,
      "aria-label": say("show_evidence", { n: fact.sentences, what }),
      onclick: turn,
    },
    number(fact.sentences),
  );
  const row = el(
    "tr",
    { class: "fact" },
    el("td", { "data-label": say("subject") }, partyCell(fact.subject)),
    el("td", { "data-label": say("predicate") }, predicateName(fact.predicate)),
    el("td", { "data-label": say("object") }, partyCell(fact.object)),
    el("td", { class: "day", "data-label": say("dated") }, dated(fact)),
    el("td", { "data-label": say("said") }, badges(fact)),
    el("td", { class: "number", "data-label": say("documents") }, number(fact.documents)),
    el("td", { class: "number", "data-label": say("evidence") }, button),
    el("td", { class: "day", "data-label": say("confidence") }, meter(fact.confidence)),
  );
  return [row, below];
}
function evidenceList(fact) {
  const list = el("ul", { class: "evidence" });
  paged(
    list,
    evidenceOf(fact),
    ({ number: place, relation }) => {
      const sentence = open(place).cut(relation.start, relation.end),
        about = documents[place];
      return el(
        "li",
        {},
        sentence === null ? null : el("q", { lang: "fr" }, marked(sentence.trim(), words(state.q))),
        " ",
        relation.negated
          ? badge("denied", say("negated"))
          : relation.modality === "asserted"
            ? null
            : badge(relation.modality, say(relation.modality)),
        el("span", { class: "soft" }, "— " + titleOf(about) + (about.date ? ", " + about.date : "") + " "),
        el("a", { class: "to-sentence", href: documentAddress(about, { rel: relation.id }) }, say("open_sentence")),
      );
    },
    20,
  );
  return list;
}
// Where the words sought stand in a text, in its order, none within another.
function hits(text, sought) {
  let folded = "";
  const places = [];
  for (let at = 0; at < text.length; at++)
    for (const sign of text[at] < "\x7f" ? text[at].toLowerCase() : fold(text[at])) {
      folded += sign;
      places.push(at);
    }
  const spans = [];
  for (const word of sought)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      spans.push([places[at], places[at + word.length - 1] + 1]);
  let last = 0;
  return spans
    .sort((a, b) => a[0] - b[0])
    .filter(([start, end]) => {
      if (start < last) return false;
      last = end;
      return true;
    });
}
function marked(text, sought) {
  const pieces = [];
  let last = 0;
  for (const [start, end] of hits(text, sought)) {
    pieces.push(text.slice(last, start), el("mark", { class: "hit" }, text.slice(start, end)));
    last = end;
  }
  return [...pieces, text.slice(last)];
}
const drawFacts = () => part("facts", say("facts"), el("div", { id: "facts-body" }));
function showFacts() {
  const shown = sorted(filtered()),
    body = el("tbody");
  paged(body, shown, factRows);
  const heads = [
    head("subject", say("subject")),
    head("predicate", say("predicate")),
    head("object", say("object")),
    head("dated", say("dated")),
    el("th", { scope: "col" }, say("said")),
    head("documents", say("documents"), "number"),
    head("sentences", say("evidence"), "number"),
    head("confidence", say("confidence")),
  ];
  byId("facts-body").replaceChildren(
    shown.length
      ? table(say("count", { shown: number(shown.length), all: number(facts.length) }), heads, body)
      : el("p", { class: "empty" }, say("none_left")),
  );
}
