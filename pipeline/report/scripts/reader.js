// One document: its text, its relations, the record that is chosen.

const hidden = new Set();
function aboutOf(about) {
  const entry = (name, value) => (value ? el("div", {}, el("dt", {}, say(name)), el("dd", { lang: "fr" }, value)) : null);
  return el(
    "div",
    { class: "doc-head" },
    el(
      "dl",
      {},
      entry("date", about.date),
      entry("genre", about.genre),
      entry("region", about.region),
      entry("origin", about.origin),
      entry("licence", about.licence),
      entry("length", number(about.chars)),
    ),
    about.warnings.length ? el("p", { class: "warned" }, say("warnings") + ": " + about.warnings.join("; ")) : null,
  );
}
function moves(about) {
  const [before, after] = [documents[about.number - 1], documents[about.number + 1]];
  return el(
    "nav",
    { class: "moves", "aria-label": say("documents") },
    el("a", { href: address({ doc: "", rel: "", at: "" }), id: "back" }, "← " + say("back")),
    before ? el("a", { href: documentAddress(before) }, say("previous")) : null,
    after ? el("a", { href: documentAddress(after) }, say("next")) : null,
  );
}
function kinds(reader) {
  return el(
    "fieldset",
    { class: "kinds" },
    el("legend", {}, say("shown_types")),
    TYPES.map(type => {
      const count = reader.document.mentions.filter(mention => mention.type === type).length;
      const turn = event => {
        if (event.target.checked) hidden.delete(type);
        else hidden.add(type);
        reader.showText();
      };
      return count
        ? el(
            "label",
            {},
            el("input", { type: "checkbox", checked: !hidden.has(type), onchange: turn }),
            el("span", { class: type + "-word" }, say(type)),
            number(count),
          )
        : null;
    }),
  );
}
function recordTable(reader) {
  const body = el("tbody");
  paged(
    body,
    reader.document.mentions,
    mention =>
      el(
        "tr",
        {},
        el(
          "td",
          { "data-label": say("record"), lang: "fr" },
          el("button", { class: "plain", type: "button", onclick: () => reader.choose({ at: mention.id, rel: "" }) }, mention.text),
        ),
        el("td", {}, say(mention.type)),
        el("td", { lang: "fr" }, mention.name || mention.value || mention.kind || ""),
        el("td", {}, el("code", {}, mention.rule)),
      ),
    60,
  );
  return el(
    "details",
    { class: "card" },
    el("summary", {}, say("all_records") + " (" + number(reader.document.mentions.length) + ")"),
    el("div", { class: "scroll" }, el("table", {}, body)),
  );
}
function makeReader(about) {
  const document_ = open(about.number),
    reader = { document: document_ };
  document_.length = about.chars;
  const textBox = el("div", { id: "text-box" }),
    recordBox = el("div", { id: "record-box", "aria-live": "polite" }),
    relationBox = el("div");
  const relation = () => document_.relations.find(each => each.id === state.rel);
  reader.choose = changes => {
    Object.assign(state, changes);
    keepAddress();
    reader.show();
  };
  reader.showText = () => {
    if (document_.text === null) {
      textBox.replaceChildren(el("p", { class: "warned" }, say("no_text")));
      return;
    }
    const text = drawText(document_, layers(document_, hidden, relation()), state.at, relation());
    roving(text, "mark", node => {
      reader.choose({ at: node.dataset.id, rel: "" });
      focusMark(node.dataset.id);
    });
    textBox.replaceChildren(text);
  };
  let shown = false;
  reader.show = () => {
    reader.showText();
    const record = relation() || document_.byId.get(state.at);
    recordBox.replaceChildren(record ? inspect(record, reader) : noRecord());
    relationBox.replaceChildren(
      document_.relations.length ? relationList(document_.relations, reader) : el("p", { class: "soft" }, say("nothing")),
    );
    const target = textBox.querySelector(relation() ? ".sentence" : "mark.on");
    if (target) target.scrollIntoView({ block: relation() || !shown ? "center" : "nearest" });
    shown = true;
  };
  reader.node = part(
    "document",
    titleOf(about),
    moves(about),
    aboutOf(about),
    el(
      "div",
      { class: "reader" },
      el("div", {}, kinds(reader), el("p", { class: "about act", id: "text-about" }, say("text_about")), textBox),
      el(
        "div",
        { class: "side" },
        recordBox,
        el(
          "section",
          { class: "card", id: "relations" },
          el("h3", {}, say("relations") + " (" + number(document_.relations.length) + ")"),
          relationBox,
        ),
        recordTable(reader),
      ),
    ),
  );
  return reader;
}
function focusMark(id) {
  const marks = [...document.querySelectorAll("#text mark")],
    found = marks.find(mark => mark.dataset.id === id);
  if (!found) return;
  marks.forEach(mark => mark.setAttribute("tabindex", "-1"));
  found.setAttribute("tabindex", "0");
  found.focus({ preventScroll: true });
}
