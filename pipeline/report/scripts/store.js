// The data: an index read at once, a document's records when they are asked for; rows become records again.

const read = name => JSON.parse(document.getElementById("data-" + name).textContent);
const index = read("index");
const documents = index.documents.map((about, number) => ({ ...about, number }));
const parties = index.parties.map(([type, key, fr, en, map], number) => ({ type, key, fr, en: en || fr, map, number }));
const rules = index.rules.map(([id, file, note, example]) => ({ id, file, note, example }));
const POLARITIES = ["affirmed", "denied", "planned", "possible"];
const FACT = ["predicate", "subject", "object", "first", "last", "documents", "sentences", ...POLARITIES, "confidence", "evidence"];
const TYPES = ["country", "organization", "person", "place", "date", "figure"];

const named = (names, row) => Object.fromEntries(names.map((name, place) => [name, row[place]]));
const year = day => (day === null ? null : Number(day.startsWith("-") ? day.slice(0, day.indexOf("-", 1)) : day.split("-")[0]));
const facts = index.facts.map((row, number) => {
  const fact = named(FACT, row);
  return {
    ...fact,
    number,
    subject: parties[fact.subject],
    object: parties[fact.object],
    year: year(fact.first),
    symmetric: index.predicates[fact.predicate][0] === 1,
    tone: index.predicates[fact.predicate][1],
    polarity: POLARITIES.find(name => fact[name]) || "affirmed",
  };
});

const opened = new Map();
// Offsets count code points: a text with none beyond the first plane is cut as it is, another as a list of them.
function cutter(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
}
function open(number) {
  if (!opened.has(number)) opened.set(number, unpack(number, read("document-" + number)));
  return opened.get(number);
}
function unpack(number, packed) {
  const doc = documents[number].id,
    cut = packed.text === null ? () => null : cutter(packed.text);
  const mentions = packed.mentions.map(([tail, start, end, sentence, rule, confidence], place) => {
    const { type, ...rest } = index.tails[tail];
    return {
      type,
      doc,
      id: type + ":" + start + "-" + end,
      start,
      end,
      text: packed.text === null ? packed.surfaces[place] : cut(start, end),
      sentence: packed.sentences[sentence],
      rule: rules[rule].id,
      confidence,
      ...rest,
    };
  });
  const ident = value => (typeof value === "number" ? mentions[value].id : value);
  const relations = packed.relations.map(row => {
    const [tail, start, end, rule, confidence, subject, object, subjectKey, objectKey, time, figure, from, to, suffix] = row;
    const { predicate, negated, modality, wikidata_property, plover } = index.tails[tail];
    const pair = ident(subject) + ">" + ident(object);
    return {
      type: "relation",
      doc,
      id: suffix.startsWith("=") ? suffix.slice(1) : "relation:" + predicate + ":" + pair + suffix,
      start,
      end,
      rule: rules[rule].id,
      confidence,
      predicate,
      subject: ident(subject),
      object: ident(object),
      subject_entity: index.keys[subjectKey],
      object_entity: index.keys[objectKey],
      trigger: [from, to],
      negated,
      modality,
      time: ident(time),
      figure: ident(figure),
      wikidata_property,
      plover,
    };
  });
  const byId = new Map(mentions.map(mention => [mention.id, mention]));
  return { number, doc, text: packed.text, cut, mentions, relations, byId };
}

const ruleById = new Map(rules.map(rule => [rule.id, rule]));
// What search compares: lower case, without accents, one kind of apostrophe and of space.
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").replace(/\s+/g, " ").toLowerCase();
const words = query => fold(query).trim().split(" ").filter(Boolean);
const evidenceOf = fact => fact.evidence.map(([number, place]) => ({ number, place, relation: open(number).relations[place] }));
