// Making elements: whatever comes from records or texts goes in as a text node, never as markup.

const SVG = "http://www.w3.org/2000/svg";
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    ...children
      .flat(Infinity)
      .filter(child => child !== null && child !== undefined)
      .map(child => (child instanceof Node ? child : String(child))),
  );
  return node;
}
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const byId = id => document.getElementById(id);
const announce = text => {
  byId("live").textContent = text;
};
const part = (id, title, ...children) =>
  el("section", { class: "part", id, "aria-labelledby": id + "-title" }, el("h2", { id: id + "-title" }, title), ...children);
const badge = (kind, text) => el("span", { class: "badge " + kind }, text);
const meter = value => (value === null ? "–" : [bar(value), percent(value)]);
function bar(value) {
  const inside = el("i");
  inside.style.width = Math.round(value * 100) + "%";
  return el("span", { class: "level", "aria-hidden": "true" }, inside);
}
// One tab stop for many things: arrows, Home and End go from one to the next, Enter and Space choose.
function roving(container, selector, choose) {
  const all = () => [...container.querySelectorAll(selector)];
  all().forEach((node, place) => node.setAttribute("tabindex", place ? "-1" : "0"));
  container.addEventListener("keydown", event => {
    const node = event.target.closest && event.target.closest(selector);
    if (!node) return;
    const nodes = all(),
      place = nodes.indexOf(node),
      step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step ? nodes[place + step] : event.key === "Home" ? nodes[0] : event.key === "End" ? nodes[nodes.length - 1] : null;
    if (next) {
      node.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      event.preventDefault();
    }
    if (event.key === "Enter" || event.key === " ") {
      choose(node);
      event.preventDefault();
    }
  });
  container.addEventListener("click", event => {
    const node = event.target.closest && event.target.closest(selector);
    if (node && getSelection().isCollapsed) choose(node);
  });
}
// Rows a hundred at a time.
function paged(body, rows, make, size = 100) {
  const add = from => {
    body.append(...rows.slice(from, from + size).flatMap(make));
    const left = rows.length - from - size;
    if (left <= 0) return;
    const more = el(
      "button",
      {
        class: "more",
        type: "button",
        onclick: () => {
          holder.remove();
          add(from + size);
        },
      },
      say("more", { n: number(left) }),
    );
    const holder =
      body.tagName === "TBODY" ? el("tr", { class: "more" }, el("td", { colspan: 20 }, more)) : el("li", { class: "more" }, more);
    body.append(holder);
  };
  add(0);
}
const table = (caption, heads, ...rest) =>
  el(
    "div",
    { class: "scroll" },
    el("table", { class: "cards" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), ...rest),
  );
