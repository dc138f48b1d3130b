// The states named, on a map: d3-geo draws Natural Earth's shapes.

const world = read("world");
const [WIDE, HIGH] = [960, 500];
const LEVELS = 5;
function level(count, most) {
  return most <= 1 ? LEVELS : Math.min(LEVELS, 1 + Math.floor((LEVELS * Math.log(count)) / Math.log(most + 1)));
}
// The first count of each level, from 1, those that hold no whole number left out.
function steps(most) {
  const found = [];
  for (let count = 1; count <= most; count++)
    if (!found.length || level(count, most) !== found[found.length - 1].level) found.push({ level: level(count, most), from: count });
  return found.map((step, place) => ({ ...step, to: place + 1 < found.length ? found[place + 1].from - 1 : most }));
}
const said = state => partyName(state.party) + ": " + say("in_documents", { n: number(state.mentions), d: number(state.documents) });
function shape(tag, id, attributes, states, most) {
  const state = states.get(id);
  if (!state) return tag === "path" ? svg("path", { class: "shape", ...attributes }) : null;
  return svg(
    tag,
    {
      class: "shape named level" + level(state.mentions, most) + (tag === "circle" ? " point" : ""),
      role: "button",
      "aria-label": said(state),
      "data-party": partyKey(state.party),
      ...attributes,
    },
    svg("title", {}, said(state)),
  );
}
function drawMap() {
  const all = index.states.map(([place, mentions, count]) => ({ party: parties[place], mentions, documents: count }));
  const states = new Map(all.filter(state => state.party.map).map(state => [state.party.map, state]));
  const most = Math.max(0, ...all.map(state => state.mentions));
  const features = vendor.feature(world.topology, world.topology.objects.countries).features;
  const projection = vendor.geoNaturalEarth1().fitSize([WIDE, HIGH], { type: "Sphere" }),
    path = vendor.geoPath(projection);
  const drawn = new Set([...features.map(each => each.id), ...Object.keys(world.points)]);
  const shapes = features.map(each => shape("path", each.id, { d: path(each) }, states, most));
  const points = Object.entries(world.points).map(([id, place]) => {
    const [cx, cy] = projection(place);
    return shape("circle", id, { cx, cy, r: 4 }, states, most);
  });
  const ordered = [...shapes, ...points].filter(Boolean).sort((a, b) => a.hasAttribute("role") - b.hasAttribute("role"));
  const chart = svg(
    "svg",
    { viewBox: "0 0 " + WIDE + " " + HIGH, role: "group", "aria-label": say("map") },
    svg("path", { d: path({ type: "Sphere" }), fill: "#f7fafc", stroke: "#d3d8df" }),
    ordered,
  );
  roving(chart, ".shape.named", node => toggleParty(all.find(state => partyKey(state.party) === node.dataset.party).party));
  const off = all.filter(state => !state.party.map || !drawn.has(state.party.map));
  return part(
    "map",
    say("map"),
    el("p", { class: "about" }, say("map_about")),
    chart,
    el(
      "ul",
      { class: "key" },
      steps(most).map(step =>
        el("li", {}, swatch(step.level), step.from === step.to ? number(step.from) : number(step.from) + "–" + number(step.to)),
      ),
      el("li", {}, say("mentions")),
    ),
    off.length
      ? el(
          "p",
          { class: "about" },
          say("map_off") + " ",
          off.map(state => partyName(state.party) + " (" + number(state.mentions) + ")").join(", "),
        )
      : null,
    el("p", { class: "about" }, say("map_credit")),
    stateTable(all),
  );
}
function swatch(value) {
  const box = svg(
    "svg",
    { viewBox: "0 0 20 10", "aria-hidden": "true" },
    svg("rect", { class: "shape level" + value, width: 20, height: 10 }),
  );
  return el("i", {}, box);
}
function stateTable(all) {
  const body = el("tbody");
  paged(body, all, state =>
    el(
      "tr",
      {},
      el(
        "td",
        { "data-label": say("country") },
        el("button", { class: "plain", type: "button", onclick: () => toggleParty(state.party) }, partyName(state.party)),
      ),
      el("td", { class: "number", "data-label": say("mentions") }, number(state.mentions)),
      el("td", { class: "number", "data-label": say("documents") }, number(state.documents)),
    ),
  );
  const heads = [
    el("th", {}, say("country")),
    el("th", { class: "number" }, say("mentions")),
    el("th", { class: "number" }, say("documents")),
  ];
  return el("details", {}, el("summary", {}, say("as_table")), table(say("map"), heads, body));
}
function showMap() {
  for (const node of document.querySelectorAll(".shape.named")) {
    const on = node.dataset.party === state.party;
    node.classList.toggle("on", on);
    node.setAttribute("aria-pressed", String(on));
  }
}
