// The page's two languages.

const texts = read("texts");
let language = (navigator.language || "fr").toLowerCase().startsWith("fr") ? "fr" : "en";
const say = (key, values = {}) => {
  const found = texts.words[key] ? texts.words[key][language === "fr" ? 0 : 1] : key;
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
};
const predicateName = name => (texts.predicates[name] ? texts.predicates[name][language === "fr" ? 0 : 1] : name);
const partyName = party => party[language];
const formats = Object.fromEntries(
  ["fr", "en"].map(each => [each, [new Intl.NumberFormat(each), new Intl.NumberFormat(each, { style: "percent" })]]),
);
const number = value => formats[language][0].format(value);
const percent = value => (value === null ? "–" : formats[language][1].format(value));
const compare = (a, b) => a.localeCompare(b, language);
const titleOf = about => about.title || about.id;
// A whole year or month by its name: 2014-01-01 to 2014-12-31 is 2014.
function span(first, last) {
  const [month, day] = first.slice(-5).split("-"),
    from = first.slice(0, -6);
  if (last === first || last === null) return first;
  if (last === from + "-12-31" && month + day === "0101") return from;
  const length = new Date(Date.UTC(2000 + (Number(from) % 400), Number(month), 0)).getUTCDate();
  return day === "01" && last === first.slice(0, -2) + length ? first.slice(0, -3) : first + " – " + last;
}
const dated = fact => (fact.first === null ? "" : span(fact.first, fact.last));
