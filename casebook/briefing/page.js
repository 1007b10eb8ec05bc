"use strict";

// Opens the article of a footnote beside the text, with its words marked, and leads from marked
// words back to what rests on them. All of it comes from the record in this file; text enters the
// page as text alone.
(() => {
  const record = JSON.parse(document.getElementById("casebook-record").textContent);
  const pane = document.getElementById("evidence");
  const notes = new Map(record.footnotes.map((note) => [note.number, note]));
  const letters = new Map(); // of each article: places count characters, not UTF-16 units
  let opener = null;

  const made = (name, words = "", kind = "") => {
    const element = document.createElement(name);
    element.textContent = words;
    if (kind) element.className = kind;
    return element;
  };
  const reference = (number) => document.getElementById(`fnref${number}`);

  const hint = () => {
    pane.classList.remove("open");
    document.body.classList.remove("reading");
    pane.replaceChildren(
      made("p", "A footnote number opens its article here, with its words marked.", "hint"),
    );
  };

  // The article in pieces, each with the footnotes whose words hold it.
  const pieces = (source) => {
    if (!letters.has(source)) letters.set(source, Array.from(record.articles[source].text));
    const text = letters.get(source);
    const here = record.footnotes.filter((note) => note.article === source);
    const ends = [0, text.length, ...here.flatMap((note) => [note.start, note.end])];
    const cuts = [...new Set(ends)].sort((one, other) => one - other);
    return cuts.slice(1).map((end, at) => ({
      words: text.slice(cuts[at], end).join(""),
      held: here.filter((note) => note.start <= cuts[at] && end <= note.end),
    }));
  };

  const marked = (piece, open) => {
    if (!piece.held.length) return document.createTextNode(piece.words);
    const mark = made("mark", piece.words);
    const numbers = piece.held.map((note) => note.number);
    mark.dataset.notes = numbers.join(" ");
    mark.title = `Back to what rests on these words: ${numbers.join(", ")}`;
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    const same = (note) => note.start === open.start && note.end === open.end;
    mark.classList.toggle("open", piece.held.some(same));
    return mark;
  };

  const open = (number, from) => {
    const note = notes.get(number);
    if (!note) return;
    const source = record.articles[note.article];
    const about = made("div", "", "about");
    const close = made("button", "Close", "close");
    const claim = made("a", "Open the claim");
    claim.href = note.link;
    const where = made("p", `Marked: the words of footnote ${number}. `);
    where.append(claim);
    close.addEventListener("click", shut);
    about.append(
      made("h2", source.title),
      made("p", source.published),
      where,
      made("p", `SHA-256 ${source.sha256}`, "sum"),
      close,
    );
    const article = made("div", "", "article");
    article.tabIndex = 0;
    article.setAttribute("role", "region");
    article.setAttribute("aria-label", source.title);
    article.append(...pieces(note.article).map((piece) => marked(piece, note)));
    pane.replaceChildren(about, article);
    pane.classList.add("open");
    document.body.classList.add("reading");
    for (const one of document.querySelectorAll(".footnote-ref.open")) one.classList.remove("open");
    reference(number)?.classList.add("open");
    opener = from;
    const first = article.querySelector("mark.open");
    article.scrollTop = first.offsetTop - article.clientHeight / 3;
    article.focus({ preventScroll: true });
    if (from.getBoundingClientRect().bottom > pane.getBoundingClientRect().top) {
      from.scrollIntoView({ block: "nearest" });
    }
  };

  const shut = () => {
    for (const one of document.querySelectorAll(".footnote-ref.open")) one.classList.remove("open");
    hint();
    opener?.focus();
    opener = null;
  };

  const back = (mark) => {
    const numbers = mark.dataset.notes.split(" ");
    const places = numbers.map(reference).filter(Boolean);
    for (const place of places) {
      const told = place.closest("p, tr, figure");
      told.classList.remove("led-back");
      void told.offsetWidth; // so that a second click flashes again
      told.classList.add("led-back");
      told.addEventListener("animationend", () => told.classList.remove("led-back"), {
        once: true,
      });
    }
    places[0]?.closest("p, tr, figure").scrollIntoView({ block: "center" });
    places[0]?.focus({ preventScroll: true });
  };

  const numberOf = (element) => {
    const link = element.closest("a.footnote-ref");
    if (link) return Number(link.hash.slice(3));
    const note = element.closest(".footnotes li");
    return note && !element.closest("a") ? Number(note.id.slice(2)) : 0;
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const mark = event.target.closest("mark[data-notes]");
    if (mark) return back(mark);
    const number = numberOf(event.target);
    if (!number || String(document.getSelection()).trim()) return; // somebody copies words
    event.preventDefault();
    open(number, event.target.closest("a, button") ?? reference(number));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pane.classList.contains("open")) shut();
    const mark = event.target.closest?.("mark[data-notes]");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      back(mark);
    }
  });

  for (const note of document.querySelectorAll(".footnotes li")) {
    note.querySelector("p:last-of-type")?.append(made("button", "In the article"));
  }
  hint();
})();
