// The filters of the facts; all the sections that show facts go by them.

function option(value, text, chosen) {
  return el("option", { value, selected: value === chosen }, text);
}
function chooser(name, options) {
  const select = el(
    "select",
    { id: "filter-" + name, onchange: event => choose({ [name]: event.target.value }) },
    option("", say("any"), state[name]),
    options.map(([value, text]) => option(value, text, state[name])),
  );
  return el("label", {}, say(name), select);
}
function yearField(name) {
  return el(
    "label",
    {},
    say(name),
    el("input", {
      id: "filter-" + name,
      type: "number",
      step: 1,
      value: state[name],
      onchange: event => choose({ [name]: event.target.value }),
    }),
  );
}
let waiting = 0;
function later(what) {
  clearTimeout(waiting);
  waiting = setTimeout(what, 150);
}
function partyOptions() {
  const found = new Map();
  for (const fact of facts) for (const party of [fact.subject, fact.object]) if (party.type !== "date") found.set(partyKey(party), party);
  for (const [place] of index.states) found.set(partyKey(parties[place]), parties[place]);
  const sorted = [...found.values()].sort((a, b) => compare(partyName(a), partyName(b)));
  return ["country", "organization", "person", "place"].map(type =>
    el(
      "optgroup",
      { label: say(type) },
      sorted.filter(party => party.type === type).map(party => option(partyKey(party), partyName(party), state.party)),
    ),
  );
}
function drawFilters() {
  const predicates = [...new Set(facts.map(fact => fact.predicate))]
    .map(name => [name, predicateName(name)])
    .sort((a, b) => compare(a[1], b[1]));
  const party = el(
    "select",
    { id: "filter-party", onchange: event => choose({ party: event.target.value }) },
    option("", say("any"), state.party),
    partyOptions(),
  );
  const search = el("input", {
    id: "filter-q",
    type: "search",
    value: state.q,
    oninput: event => later(() => choose({ q: event.target.value })),
  });
  return part(
    "filters",
    say("filters"),
    el(
      "form",
      { class: "filters", role: "search", "aria-label": say("filters"), onsubmit: event => event.preventDefault() },
      el("label", {}, say("search"), search),
      el("label", {}, say("party"), party),
      chooser("predicate", predicates),
      chooser(
        "polarity",
        [...POLARITIES, "conflict"].map(name => [name, say(name)]),
      ),
      chooser(
        "document",
        documents.map(about => [about.id, titleOf(about)]),
      ),
      yearField("from"),
      yearField("to"),
      el(
        "button",
        {
          id: "clear",
          type: "button",
          onclick: () => {
            choose(Object.fromEntries(FILTERS.map(name => [name, ""])));
          },
        },
        say("clear"),
      ),
      el("span", { class: "in-force", id: "in-force" }),
      el("span", { class: "count", id: "count" }),
    ),
  );
}
function showFilters() {
  for (const name of FILTERS) {
    const field = byId("filter-" + name);
    if (field && field !== document.activeElement) field.value = state[name];
  }
  const value = name => {
    const field = byId("filter-" + name);
    return field.selectedOptions ? field.selectedOptions[0].textContent : field.value;
  };
  byId("in-force").textContent = FILTERS.filter(name => state[name] !== "")
    .map(name => say(name) + ": " + value(name))
    .join(" · ");
  byId("count").textContent =
    say("count", { shown: number(filtered().length), all: number(facts.length) }) + " " + say("facts").toLowerCase();
}
