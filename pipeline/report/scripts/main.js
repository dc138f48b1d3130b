// Drawing the page for what the address says.

let drawn = null; // what stands in main: "report" or a document's id, with the language
function drawFrame() {
  document.documentElement.lang = language;
  document.title = say("title");
  byId("skip").textContent = say("skip");
  const sections = ["overview", "map", "timeline", "network", "facts", "documents"];
  const turn = () => {
    language = language === "fr" ? "en" : "fr";
    keepAddress();
    drawn = null;
    draw();
    byId("language").focus();
  };
  const go = name => event => {
    event.preventDefault();
    if (state.doc) {
      location.hash = address({ doc: "", rel: "", at: "" });
      draw();
    }
    byId(name).scrollIntoView();
    byId(name).querySelector("h2").setAttribute("tabindex", "-1");
    byId(name).querySelector("h2").focus({ preventScroll: true });
  };
  byId("top").replaceChildren(
    el("h1", {}, say("title")),
    el(
      "nav",
      { "aria-label": say("sections") },
      sections.map(name => el("a", { href: "#" + name, onclick: go(name) }, say(name))),
    ),
    el("button", { id: "language", type: "button", lang: language === "fr" ? "en" : "fr", onclick: turn }, say("language")),
  );
  byId("foot").replaceChildren(el("details", {}, el("summary", {}, say("libraries")), el("pre", {}, read("licences"))));
}
function drawReport() {
  byId("main").replaceChildren(drawOverview(), drawFilters(), drawMap(), drawTimeline(), drawNetwork(), drawFacts(), drawDocuments());
  drawFiltered();
  showDocuments();
}
function drawFiltered() {
  const active = document.activeElement,
    { party, from } = (active && active.dataset) || {},
    holder = active && active.closest && active.closest("section");
  showFilters();
  showMap();
  showTimeline();
  showNetwork();
  showFacts();
  if (!holder || document.contains(active)) return;
  const same = [...holder.querySelectorAll("[data-party],[data-from]")].find(
    node => (party && node.dataset.party === party) || (from && node.dataset.from === from),
  );
  (same || holder.querySelector("h2")).focus();
}
let scrolled = 0; // where the report was scrolled to
function draw() {
  const about = documents.find(each => each.id === state.doc),
    wanted = language + "/" + (about ? about.id : "");
  if (drawn !== null && drawn === language + "/") scrolled = window.scrollY;
  const was = drawn;
  drawn = wanted;
  drawFrame();
  if (about) {
    const reader = makeReader(about);
    byId("main").replaceChildren(reader.node);
    window.scrollTo(0, 0);
    reader.show();
    if (was !== null) byId("main").focus({ preventScroll: true });
    return;
  }
  drawReport();
  if (was !== null) window.scrollTo(0, scrolled);
}
window.addEventListener("hashchange", () => {
  readAddress();
  draw();
});
readAddress();
draw();
