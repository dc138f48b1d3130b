// States and organizations linked by the filtered facts; d3-force places them, the same way every time.

const MOST_NODES = 45;
const stroke = fact => (fact.affirmed ? "affirmed" : fact.planned || fact.possible ? "other" : "denied");
function graph(shown) {
  const inside = party => party.type === "country" || party.type === "organization";
  const linked = shown.filter(fact => inside(fact.subject) && inside(fact.object) && fact.subject !== fact.object);
  const degrees = new Map();
  for (const fact of linked)
    for (const party of [fact.subject, fact.object]) degrees.set(party, (degrees.get(party) || 0) + fact.sentences);
  const ranked = [...degrees].sort((a, b) => b[1] - a[1] || a[0].number - b[0].number);
  const nodes = ranked.slice(0, MOST_NODES).map(([party, degree]) => ({ party, degree })),
    places = new Map(nodes.map(node => [node.party, node]));
  const edges = linked
    .filter(fact => places.has(fact.subject) && places.has(fact.object))
    .map(fact => ({ fact, source: places.get(fact.subject), target: places.get(fact.object) }));
  const ends = new Set(edges.flatMap(edge => [edge.source, edge.target]));
  return { nodes: nodes.filter(node => ends.has(node)), edges, all: ranked.length };
}
function place(nodes, edges) {
  const links = edges.map(edge => ({ source: edge.source, target: edge.target }));
  vendor
    .forceSimulation(nodes)
    .force("link", vendor.forceLink(links).distance(85).strength(0.25))
    .force("charge", vendor.forceManyBody().strength(-330).distanceMax(420))
    .force("collide", vendor.forceCollide(34))
    .force("x", vendor.forceX(0).strength(0.05))
    .force("y", vendor.forceY(0).strength(0.09))
    .stop()
    .tick(260);
}
function bow(edge, turn) {
  const { source: a, target: b } = edge,
    [dx, dy] = [b.x - a.x, b.y - a.y],
    length = Math.hypot(dx, dy) || 1;
  const [mx, my] = [(a.x + b.x) / 2 - (turn * dy) / length, (a.y + b.y) / 2 + (turn * dx) / length];
  const shorten = (node, reach) => {
    const far = Math.hypot(mx - node.x, my - node.y) || 1;
    return [node.x + ((mx - node.x) * reach) / far, node.y + ((my - node.y) * reach) / far];
  };
  return "M" + shorten(a, 10).map(Math.round) + "Q" + [mx, my].map(Math.round) + " " + shorten(b, 12).map(Math.round);
}
const edgeSaid = fact =>
  partyName(fact.subject) +
  " – " +
  predicateName(fact.predicate) +
  " – " +
  partyName(fact.object) +
  " (" +
  POLARITIES.filter(name => fact[name])
    .map(say)
    .join(", ") +
  ")";
function drawEdges(edges) {
  const pairs = new Map();
  return edges.map(edge => {
    const [a, b] = [edge.source.party.number, edge.target.party.number],
      pair = Math.min(a, b) + "-" + Math.max(a, b);
    const rank = pairs.get(pair) || 0,
      turn = (rank % 2 ? -1 : 1) * Math.ceil(rank / 2) * 26 * (a < b ? 1 : -1);
    pairs.set(pair, rank + 1);
    const kinds = "edge tone" + edge.fact.tone + " " + stroke(edge.fact);
    return svg(
      "path",
      {
        class: kinds,
        d: bow(edge, turn),
        "data-ends": a + " " + b,
        "data-fact": edge.fact.number,
        "marker-end": edge.fact.symmetric ? null : "url(#tip" + edge.fact.tone + ")",
      },
      svg("title", {}, edgeSaid(edge.fact)),
    );
  });
}
function drawNode(node) {
  const { party } = node,
    size = 5 + Math.min(7, Math.sqrt(node.degree));
  const body =
    party.type === "country" ? svg("circle", { r: size }) : svg("rect", { x: -size, y: -size, width: 2 * size, height: 2 * size });
  const name = partyName(party),
    short = name.length > 26 ? name.slice(0, 26).replace(/\s+\S*$/, "") + "…" : name;
  return svg(
    "g",
    {
      class: "node " + party.type + (state.party === partyKey(party) ? " on" : ""),
      transform: "translate(" + Math.round(node.x) + " " + Math.round(node.y) + ")",
      role: "button",
      "aria-label": name + ", " + say(party.type) + ", " + say("said").toLowerCase() + " " + node.degree,
      "data-party": partyKey(party),
      "data-number": party.number,
    },
    svg("title", {}, name),
    body,
    svg("text", { y: size + 12, "aria-hidden": "true" }, short),
  );
}
function dim(chart, chosen) {
  for (const edge of chart.querySelectorAll(".edge"))
    edge.classList.toggle("faded", chosen !== null && !edge.dataset.ends.split(" ").includes(chosen));
}
function chartOfNetwork({ nodes, edges }) {
  const xs = nodes.map(node => node.x),
    ys = nodes.map(node => node.y),
    margin = 60;
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin / 2],
    [width, height] = [Math.max(...xs) + margin - left, Math.max(...ys) + margin - top];
  const tips = [0, 1, 2, 3, 4].map(tone =>
    svg(
      "marker",
      { id: "tip" + tone, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 5, markerHeight: 5, orient: "auto-start-reverse" },
      svg("path", { class: "tip tone" + tone, d: "M1 1L7 4L1 7", fill: "none", "stroke-width": 1.6 }),
    ),
  );
  const wide = Math.max(width, 720);
  const chart = svg(
    "svg",
    { viewBox: [left - (wide - width) / 2, top, wide, height].map(Math.round).join(" "), role: "group", "aria-label": say("network") },
    svg("defs", {}, tips),
    drawEdges(edges),
    nodes.map(drawNode),
  );
  for (const [name, show] of [
    ["pointerover", true],
    ["focusin", true],
    ["pointerout", false],
    ["focusout", false],
  ]) {
    chart.addEventListener(name, event => {
      const node = event.target.closest(".node");
      if (node) dim(chart, show ? node.dataset.number : null);
    });
  }
  chart.addEventListener("click", event => {
    const edge = event.target.closest(".edge"),
      fact = edge && facts[Number(edge.dataset.fact)];
    if (fact) choose({ party: partyKey(fact.subject), predicate: fact.predicate });
  });
  roving(chart, ".node", node => toggleParty(nodes.find(each => partyKey(each.party) === node.dataset.party).party));
  return chart;
}
function sample(kind) {
  return el("i", { class: "line" }, svg("svg", { viewBox: "0 0 40 20" }, svg("path", { class: "edge " + kind, d: "M2 10L38 10" })));
}
function drawNetwork() {
  return part(
    "network",
    say("network"),
    el("p", { class: "about" }, say("network_about")),
    el("div", { id: "network-body" }),
    el(
      "ul",
      { class: "key" },
      [1, 2, 3, 4, 0].map(tone => el("li", {}, sample("tone" + tone), say("tone_" + tone))),
      ["affirmed", "denied", "other"].map(kind => el("li", {}, sample("tone0 " + kind), say("stroke_" + kind))),
    ),
  );
}
function showNetwork() {
  const found = graph(filtered()),
    body = byId("network-body");
  if (!found.nodes.length) {
    body.replaceChildren(el("p", {}, say("none_left")));
    return;
  }
  place(found.nodes, found.edges);
  const list = el("ul", { class: "evidence" });
  paged(list, found.edges, edge => el("li", {}, edgeSaid(edge.fact)));
  body.replaceChildren(
    chartOfNetwork(found),
    found.all > found.nodes.length
      ? el("p", { class: "about" }, say("network_most", { n: number(found.nodes.length), all: number(found.all) }))
      : "",
    el("details", {}, el("summary", {}, say("as_table") + " (" + number(found.edges.length) + ")"), list),
  );
}
