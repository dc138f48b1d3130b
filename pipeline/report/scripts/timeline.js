// The filtered facts by the first day their sentences give.

function bins(shown) {
  const dated = shown.filter(fact => fact.year !== null),
    years = dated.map(fact => fact.year);
  if (!years.length) return [];
  const first = years.reduce((a, b) => Math.min(a, b)),
    last = years.reduce((a, b) => Math.max(a, b));
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find(each => (last - first) / each < 48) || 1000;
  const start = Math.floor(first / step) * step,
    found = [];
  for (let from = start; from <= last; from += step) found.push({ from, to: from + step - 1, facts: [] });
  for (const fact of dated) found[Math.floor((fact.year - start) / step)].facts.push(fact);
  return found;
}
const binName = bin => (bin.from === bin.to ? String(bin.from) : bin.from + "–" + bin.to);
const byPolarity = list => POLARITIES.map(name => [name, list.filter(fact => fact.polarity === name).length]).filter(([, count]) => count);
const binSaid = bin =>
  binName(bin) +
  ": " +
  (byPolarity(bin.facts)
    .map(([name, count]) => number(count) + " " + say(name))
    .join(", ") || "0");
function drawBin(bin, place, size, most) {
  let top = 200;
  const bars = byPolarity(bin.facts).map(([name, count]) => {
    const height = Math.max(2, (180 * count) / most);
    top -= height;
    return svg("rect", { class: "bar " + name, x: place * size + size * 0.12, y: top, width: size * 0.76, height });
  });
  return svg(
    "g",
    { class: "bin", role: "button", "aria-label": binSaid(bin), "data-from": bin.from, "data-to": bin.to },
    svg("title", {}, binSaid(bin)),
    svg("rect", { class: "hit", x: place * size, y: 5, width: size, height: 195 }),
    bars,
  );
}
function chartOf(found) {
  const size = (WIDE - 40) / Math.max(found.length, 8),
    most = Math.max(1, ...found.map(bin => bin.facts.length));
  const every = Math.ceil(found.length / 16);
  const labels = found.map((bin, place) =>
    place % every ? null : svg("text", { x: place * size + size / 2, y: 216, "text-anchor": "middle" }, bin.from),
  );
  const inside = svg(
    "g",
    { transform: "translate(36 0)" },
    svg("line", { class: "axis", x1: 0, x2: WIDE - 40, y1: 200, y2: 200 }),
    found.map((bin, place) => drawBin(bin, place, size, most)),
    labels,
  );
  const chart = svg(
    "svg",
    { viewBox: "0 0 " + WIDE + " 225", role: "group", "aria-label": say("timeline") },
    svg("text", { x: 30, y: 24, "text-anchor": "end" }, number(most)),
    svg("text", { x: 30, y: 204, "text-anchor": "end" }, "0"),
    inside,
  );
  roving(chart, ".bin", node => choose({ from: node.dataset.from, to: node.dataset.to }));
  return chart;
}
function drawTimeline() {
  return part("timeline", say("timeline"), el("p", { class: "about" }, say("timeline_about")), el("div", { id: "timeline-body" }));
}
function showTimeline() {
  const shown = filtered(),
    found = bins(shown),
    without = shown.filter(fact => fact.year === null).length;
  const list = el(
    "tbody",
    {},
    found
      .filter(bin => bin.facts.length)
      .map(bin =>
        el(
          "tr",
          {},
          el("td", { "data-label": say("years") }, binName(bin)),
          POLARITIES.map(name =>
            el("td", { class: "number", "data-label": say(name) }, number(bin.facts.filter(fact => fact.polarity === name).length)),
          ),
        ),
      ),
  );
  const heads = [el("th", {}, say("years")), POLARITIES.map(name => el("th", { class: "number" }, say(name)))];
  byId("timeline-body").replaceChildren(
    found.length ? chartOf(found) : el("p", {}, say("none_left")),
    el(
      "ul",
      { class: "key" },
      POLARITIES.map(name =>
        el(
          "li",
          {},
          el(
            "i",
            { "data-color": name },
            svg("svg", { viewBox: "0 0 20 10" }, svg("rect", { class: "bar " + name, width: 20, height: 10 })),
          ),
          say(name),
        ),
      ),
    ),
    without ? el("p", { class: "about" }, say("undated", { n: number(without) })) : "",
    el("details", {}, el("summary", {}, say("as_table")), table(say("timeline"), heads, list)),
  );
}
