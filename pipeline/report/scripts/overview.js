// How much there is, since when, and what made it.

function range(days) {
  const known = days.filter(Boolean).sort((a, b) => year(a) - year(b) || (a < b ? -1 : 1));
  return known.length ? known[0] + " – " + known[known.length - 1] : "–";
}
function drawOverview() {
  const plural = {
    country: "countries",
    organization: "organizations",
    person: "persons",
    place: "places",
    date: "dates",
    figure: "figures",
    relation: "relations",
  };
  const total = Object.values(index.counts).reduce((sum, count) => sum + count, documents.length);
  const entry = (name, value, small) =>
    el("div", {}, el("dt", {}, say(name)), el("dd", { class: small ? "small" : null, "data-count": name }, value));
  return part(
    "overview",
    say("overview"),
    el(
      "dl",
      { class: "numbers" },
      entry("documents", number(documents.length)),
      entry("records", number(total)),
      entry("distinct_facts", number(facts.length)),
      Object.entries(plural).map(([type, name]) => entry(name, number(index.counts[type]))),
      entry("span_facts", range(facts.flatMap(fact => [fact.first, fact.last])), true),
      entry("span_texts", range(documents.map(about => about.date)), true),
    ),
    el("p", { class: "about" }, say("made_by") + " ", index.producers.join("; "), ". ", say("self_contained")),
  );
}
