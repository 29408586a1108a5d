// Searches the statements of a round: loads the small files that the words in the form need, and shows what is found.
// Everything on the page can be read without it.
"use strict";
(() => {
  const form = document.querySelector("form[role=search]");
  const room = document.getElementById("found");
  const base = form.dataset.index, step = 20;
  const names = new Map([...form.querySelectorAll("option[value]")].map(one => [one.value, one]));
  const cache = new Map();

  const load = name => {
    if (!cache.has(name)) cache.set(name, fetch(base + name).then(got => { if (!got.ok) throw got.status; return got.json(); }));
    return cache.get(name);
  };
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const bare = word => word.startsWith("ال") && [...word].length > 4 ? word.slice(2) : word;
  const words = text => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).map(bare);
  const shard = (word, shards) => {
    let found = 0x811c9dc5;
    for (const byte of new TextEncoder().encode([...word].slice(0, 3).join(""))) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
    return found % shards;
  };
  const numbers = steps => { let at = 0; return steps.map(one => at += one); };
  const both = (some, others) => some === null ? others : some.filter(Set.prototype.has, new Set(others));

  async function matching(query) {
    const facets = await load("facets.json");
    let found = null;
    for (const word of words(query.get("q") || "")) {
      const index = await load(`words-${shard(word, facets.shards)}.json`);
      const here = new Set();
      for (const [one, steps] of Object.entries(index)) if (one.startsWith(word)) numbers(steps).forEach(n => here.add(n));
      found = both(found, [...here].sort((a, b) => a - b));
    }
    for (const name of ["theme", "place", "language"])
      if (query.get(name)) found = both(found, numbers(facets.lists[query.get(name)] || []));
    return [found === null ? [...Array(facets.count).keys()] : found, facets.chunk];
  }
  const element = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const label = name => names.has(name) ? names.get(name).textContent : "";
  const rtl = /^(ar|arz|azb|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

  function statement([id, file, language, said, place, themes]) {
    const way = language ? (rtl.test(language) ? "rtl" : "ltr") : "auto";
    const link = form.dataset.root + form.dataset.index.slice(form.dataset.root.length).split("/")[0] + "/s/" + file + ".html";
    const about = [place, ...themes].map(label).filter(Boolean).join(" · ");
    return element("article", {class: "statement"}, element("p", {class: "words", lang: language, dir: way}, said),
      element("p", {class: "from"}, element("a", {class: "id", href: link}, id), " " + about));
  }
  async function show(list, found, chunk, from) {
    const now = found.slice(from, from + step);
    for (const n of now) list.append(statement((await load(`texts-${Math.floor(n / chunk)}.json`))[n % chunk]));
    if (from + step < found.length) {
      const more = element("button", {type: "button"}, form.dataset.more);
      more.addEventListener("click", () => { more.remove(); show(list, found, chunk, from + step); });
      list.append(more);
    }
  }
  async function search() {
    const query = new URLSearchParams(new FormData(form));
    if (![...query.values()].some(Boolean)) { room.replaceChildren(); return; }
    try {
      const [found, chunk] = await matching(query);
      const list = element("div", {});
      room.replaceChildren(element("p", {class: "note"}, `${form.dataset.found}: ${found.length}`), list);
      await show(list, found, chunk, 0);
    } catch { room.replaceChildren(element("p", {class: "absent"}, form.dataset.failed)); }
  }
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name) field.value = asked.get(field.name) || "";
  form.hidden = false;
  form.addEventListener("submit", event => {
    event.preventDefault();
    history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form)));
    search();
  });
  search();
})();
