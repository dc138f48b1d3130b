// What is chosen, kept in the address after #, so that Back works and a view can be sent to someone.

const EMPTY = { party: "", predicate: "", polarity: "", document: "", from: "", to: "", q: "", doc: "", rel: "", at: "" };
const FILTERS = ["party", "predicate", "polarity", "document", "from", "to", "q"];
const state = { ...EMPTY };
const view = { sort: "sentences", down: true, texts: "" };

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(EMPTY)) state[name] = given.get(name) || "";
  if (["fr", "en"].includes(given.get("lang"))) language = given.get("lang");
}
function address(changes = {}) {
  const all = { ...state, ...changes, lang: language };
  const kept = Object.entries(all).filter(([, value]) => value !== "");
  return "#" + new URLSearchParams(kept).toString();
}
const documentAddress = (about, more = {}) => address({ doc: about.id, rel: "", at: "", ...more });
const keepAddress = () => history.replaceState(null, "", address());

const partyKey = party => party.type + "/" + party.key;
const haystacks = new Map();
function haystack(fact) {
  if (!haystacks.has(fact.number)) {
    const parts = [fact.subject.fr, fact.subject.en, fact.object.fr, fact.object.en, ...(texts.predicates[fact.predicate] || [])];
    for (const { number, relation } of evidenceOf(fact)) parts.push(open(number).cut(relation.start, relation.end) || "");
    haystacks.set(fact.number, fold(parts.join(" ")));
  }
  return haystacks.get(fact.number);
}
function fits(fact, but) {
  const on = name => name !== but && state[name] !== "";
  return (
    (!on("party") || partyKey(fact.subject) === state.party || partyKey(fact.object) === state.party) &&
    (!on("predicate") || fact.predicate === state.predicate) &&
    (!on("polarity") || (state.polarity === "conflict" ? fact.affirmed > 0 && fact.denied > 0 : fact[state.polarity] > 0)) &&
    (!on("document") || fact.evidence.some(([number]) => documents[number].id === state.document)) &&
    (!on("from") || (fact.year !== null && fact.year >= Number(state.from))) &&
    (!on("to") || (fact.year !== null && fact.year <= Number(state.to))) &&
    (!on("q") || words(state.q).every(word => haystack(fact).includes(word)))
  );
}
const filtered = but => facts.filter(fact => fits(fact, but));
function choose(changes) {
  Object.assign(state, changes);
  keepAddress();
  drawFiltered();
  announce(say("facts") + ": " + say("count", { shown: number(filtered().length), all: number(facts.length) }));
}
const toggleParty = party => choose({ party: state.party === partyKey(party) ? "" : partyKey(party) });
