// A text with what was found in it, nested as it nests; a span that crosses another's end goes on after it.

const DEPTH = { sentence: 0, mention: 1, trigger: 2 };
function layers(document_, hidden, relation) {
  const mentions = document_.mentions.filter(mention => !hidden.has(mention.type));
  const items = mentions.map(mention => ({ kind: "mention", start: mention.start, end: mention.end, mention }));
  if (relation) {
    items.push({ kind: "sentence", start: relation.start, end: relation.end });
    items.push({ kind: "trigger", start: relation.trigger[0], end: relation.trigger[1] });
  }
  return items.sort((a, b) => a.start - b.start || b.end - a.end || DEPTH[a.kind] - DEPTH[b.kind]);
}
function wrapper(item, chosen, relation) {
  if (item.kind !== "mention") return el("span", { class: item.kind });
  const { id, type } = item.mention,
    argument = relation && [relation.subject, relation.object].includes(id);
  return el("mark", {
    class: type + (id === chosen ? " on" : "") + (argument ? " argument" : ""),
    "data-id": id,
    tabindex: "-1",
    "aria-current": id === chosen ? "true" : null,
  });
}
function drawText(document_, items, chosen, relation) {
  const root = el("p", {
    class: "text",
    lang: "fr",
    id: "text",
    role: "group",
    "aria-label": say("text"),
    "aria-describedby": "text-about",
  });
  const stack = [{ node: root, end: Infinity }],
    queue = [...items];
  let at = 0;
  const write = to => {
    if (to > at) {
      stack[stack.length - 1].node.append(document_.cut(at, to));
      at = to;
    }
  };
  const closeTo = start => {
    while (stack[stack.length - 1].end <= start) {
      write(stack[stack.length - 1].end);
      stack.pop();
    }
  };
  while (queue.length) {
    const item = queue.shift(),
      { start } = item;
    closeTo(start);
    write(start);
    const top = stack[stack.length - 1],
      end = Math.min(item.end, top.end);
    if (end < item.end) {
      const rest = { ...item, start: end },
        place = queue.findIndex(other => other.start > end || (other.start === end && other.end <= rest.end));
      queue.splice(place < 0 ? queue.length : place, 0, rest);
    }
    const node = wrapper(item, chosen, relation);
    top.node.append(node);
    stack.push({ node, end });
  }
  closeTo(document_.length);
  write(document_.length);
  return root;
}
