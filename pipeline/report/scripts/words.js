// The page's two languages.

const texts = read("texts");
let language = (navigator.language || "fr").toLowerCase().startsWith("fr") ? "fr" : "en";
const say = (key, values = {}) => {
  const found = texts.words[key] ? texts.words[key][language === "fr" ? 0 : 1] : key;
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
};
const predicateName = name => texts.predicates[name] ? texts.predicates[name][language === "fr" ? 0 : 1] : name;
const partyName = party => party[language];
const number = value => new Intl.NumberFormat(language).format(value);
const percent = value => value === null ? "–" : new Intl.NumberFormat(language, { style: "percent" }).format(value);
const compare = (a, b) => a.localeCompare(b, language);
const titleOf = about => about.title || about.id;
const dated = fact => fact.first === null ? "" : fact.last === fact.first || fact.last === null ? fact.first : fact.first + " – " + fact.last;
