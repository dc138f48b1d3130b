// The record that is chosen, and why it is there.

const shownValue = value =>
  value === null
    ? el("span", { class: "soft" }, "null")
    : typeof value === "object"
      ? el("code", {}, JSON.stringify(value))
      : String(value);
function why(record) {
  const rule = ruleById.get(record.rule),
    known = { model: say("rule_model"), coreference: say("rule_coreference") }[record.rule];
  const line = (label, value) => (value ? [el("dt", {}, label), el("dd", {}, value)] : []);
  return el(
    "div",
    { class: "why" },
    el("h3", {}, say("reason")),
    el(
      "dl",
      {},
      line(say("rule"), el("code", {}, record.rule)),
      known ? line("", known) : null,
      line(say("rule_file"), rule.file ? el("code", {}, rule.file) : null),
      line(say("rule_example"), rule.example ? el("q", { lang: "fr" }, rule.example) : null),
      line(say("rule_note"), rule.note ? el("span", { lang: "fr" }, rule.note) : null),
      line(
        say("confidence"),
        record.confidence === null
          ? null
          : el("span", {}, meter(record.confidence), " ", el("span", { class: "soft" }, say("confidence_about"))),
      ),
    ),
  );
}
function inspect(record, reader) {
  const box = el("section", { class: "card record chosen", id: "record", "aria-labelledby": "record-title", tabindex: "-1" });
  box.append(
    el(
      "button",
      {
        class: "close act",
        type: "button",
        onclick: () => {
          const id = state.at;
          reader.choose({ at: "", rel: "" });
          focusMark(id);
        },
      },
      say("close"),
    ),
    el("h3", { id: "record-title" }, say(record.type), record.text ? [" : ", el("q", { lang: "fr" }, record.text)] : null),
  );
  if (record.type === "relation") box.append(el("p", {}, stated(record, reader)));
  box.append(why(record));
  box.append(
    el("h3", {}, say("record")),
    el(
      "dl",
      {},
      Object.entries(record)
        .filter(([name]) => !["doc", "type", "text"].includes(name))
        .map(([name, value]) => [el("dt", {}, name), el("dd", {}, shownValue(value))]),
    ),
  );
  const links =
    record.type === "relation"
      ? []
      : reader.document.relations.filter(each => [each.subject, each.object, each.time, each.figure].includes(record.id));
  if (links.length) box.append(el("h3", {}, say("its_relations")), relationList(links, reader));
  return box;
}
const noRecord = () =>
  el("section", { class: "card record", id: "record" }, el("h3", {}, say("record")), el("p", { class: "soft" }, say("record_none")));
function argument(document_, id, key) {
  const mention = document_.byId.get(id),
    type = id.split(":")[0];
  const party = key === null ? null : parties.find(each => each.type === type && each.key === key);
  return el("b", { class: type + "-word" }, party ? partyName(party) : mention ? mention.text : id);
}
const stated = (relation, reader) => [
  argument(reader.document, relation.subject, relation.subject_entity),
  " " + predicateName(relation.predicate) + " ",
  argument(reader.document, relation.object, relation.object_entity),
];
// The list is drawn anew: what had the focus gets it back.
function chooseRelation(reader, relation) {
  reader.choose({ rel: relation.id, at: "" });
  const button = [...document.querySelectorAll("#relations [data-relation]")].find(each => each.dataset.relation === relation.id);
  if (button) button.focus({ preventScroll: true });
}
function relationList(relations, reader) {
  return el(
    "ul",
    { class: "links" },
    relations.map(relation => {
      const dateOf = reader.document.byId.get(relation.time),
        figureOf = reader.document.byId.get(relation.figure);
      return el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            "data-relation": relation.id,
            "aria-pressed": String(relation.id === state.rel),
            onclick: () => chooseRelation(reader, relation),
          },
          stated(relation, reader),
          " ",
          relation.negated ? badge("denied", say("negated")) : null,
          relation.modality === "asserted" ? null : badge(relation.modality, say(relation.modality)),
          el(
            "span",
            { class: "soft" },
            [dateOf && dateOf.text, figureOf && figureOf.text, say("rule") + " " + relation.rule, percent(relation.confidence)]
              .filter(Boolean)
              .join(" · "),
          ),
        ),
      );
    }),
  );
}
