// The ledger of a comparison: cards on sides. Every text goes in by textContent.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".ledger")
  const { send, again } = asking(root, data, setTriggerValue)
  root.data = data
  root.send = send
  if (!root.parts) begin(root)
  const drawn = JSON.stringify(data.parts)
  if (drawn !== root.drawn) {
    const focused = (parentElement.activeElement ?? document.activeElement)?.closest?.("[data-card]")
    root.drawn = drawn
    root.parts.replaceChildren(...data.parts.map((part) => partNode(root, part)))
    if (focused) cardOf(root, focused.dataset.card)?.querySelector(".read").focus({ preventScroll: true })
  }
  markOpen(root, data.open)
  ticks(root)
  again()
  return leaving(root)
}

function begin(root) {
  root.parts = node("div", {})
  root.back = node("button", { class: "back main", text: "↑ Back to the comparison", hidden: true })
  root.back.addEventListener("click", () => comeBack(root))
  root.append(root.parts, root.back)
  root.addEventListener("keydown", (event) => pressed(root, event))
  endsWith(root, briefing.listen(() => ticks(root)))
  // Whoever scrolls back needs no button for it.
  const seen = new IntersectionObserver((entries) => {
    if (entries.at(-1).isIntersecting && root.away) {
      root.away = false
      root.back.hidden = true
    } else if (!entries.at(-1).isIntersecting && !root.back.hidden) root.away = true
  })
  seen.observe(root.parts)
  endsWith(root, () => seen.disconnect())
}

function partNode(root, part) {
  const add = node("button", {
    text: `Add all sides to the briefing (${part.ids.length.toLocaleString("en")} claims)`,
    onClick: () => briefing.add(part.ids),
  })
  return node("section", { "aria-label": [part.heading, part.described].filter(Boolean).join(". ") }, [
    node("div", { class: "heading" }, [
      node("h3", { text: part.heading }),
      ...(part.ids.length ? [add] : []),
    ]),
    node(
      "div",
      { class: part.sides.length > 1 ? "sides" : "only" },
      part.sides.map((side) => sideNode(root, side)),
    ),
  ])
}

function sideNode(root, side) {
  const hidden = side.count - side.shown
  const count = side.count.toLocaleString("en")
  return node("div", { class: "side" }, [
    ...(side.name ? [node("h4", { text: `${side.name}: ${count}` })] : []),
    ...side.voices.flatMap((voice) => [
      node("div", { class: "voice" }, [
        node("span", { class: "dot", style: `background:${voice.colour}`, "aria-hidden": "true" }),
        node("b", { text: voice.name }),
        ...(voice.sort ? [node("span", { class: "sort", text: ` ${voice.sort}` })] : []),
      ]),
      ...voice.cards.map((card) => cardNode(root, card)),
    ]),
    ...(hidden ? [node("p", { class: "note", text: `${hidden.toLocaleString("en")} more not shown yet` })] : []),
  ])
}

function cardNode(root, card) {
  const read = node("button", { class: "read", text: "Read in the article", onClick: () => open(root, card.id) })
  const tick = node("button", { class: "tick", onClick: () => briefing.toggle([card.id]) })
  const copied = node("button", { text: "Copy", title: "Copy the statement with its footnote" })
  copied.addEventListener("click", () => {
    const link = linkTo(`${root.data.query}&claim=${encodeURIComponent(card.id)}`, "comparisons")
    copy(`${card.said} [1]\n\n[1] ${card.note} ${link}`, copied, root, noted(card.said, card.note, link))
  })
  const lines = [
    ["statement", card.statement],
    ["quote", card.quote],
    ["note", [card.where, card.details].filter(Boolean).join(" · ")],
  ]
  return node("article", { class: "card", "data-card": card.id, "aria-label": card.statement }, [
    ...lines.map(([style, text]) => node("p", { class: style, text })),
    node("div", { class: "tools" }, [read, tick, copied]),
  ])
}

function cardOf(root, id) {
  return [...root.querySelectorAll("[data-card]")].find((card) => card.dataset.card === id)
}

function open(root, id) {
  markOpen(root, id)
  window.dispatchEvent(new CustomEvent("casebook-opening", { detail: id }))
  root.send("picked", id)
  goTo(root, id)
}

function markOpen(root, id) {
  for (const card of root.querySelectorAll("[data-card]")) {
    const own = card.dataset.card === id
    card.classList.toggle("open", own)
    if (own) card.setAttribute("aria-current", "true")
    else card.removeAttribute("aria-current")
    card.querySelector(".read").textContent = own ? "✓ Open in the article" : "Read in the article"
  }
}

// Where the article does not stand beside the ledger, "Read" goes to it, and a button comes back.
function goTo(root, id) {
  const reader = document.querySelector(".st-key-reader")
  if (!reader) return
  const { top, bottom } = reader.getBoundingClientRect()
  if (top < window.innerHeight * 0.7 && bottom > 120) return
  root.from = id
  root.away = false
  root.back.hidden = false
  reader.style.scrollMarginTop = "3.4rem"
  reader.scrollIntoView({ block: "start" })
  root.back.focus({ preventScroll: true })
}

function comeBack(root) {
  root.back.hidden = true
  root.away = false
  const card = cardOf(root, root.from)
  card?.scrollIntoView({ block: "center" })
  card?.querySelector(".read").focus({ preventScroll: true })
}

// From card to card by arrow, the button of one to the same button of the next.
function pressed(root, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const card = by && event.target.closest?.("[data-card]")
  if (!card) return
  const cards = [...root.querySelectorAll("[data-card]")]
  const next = cards[cards.indexOf(card) + by]
  if (!next) return
  const place = [...card.querySelectorAll("button")].indexOf(event.target)
  next.querySelectorAll("button")[Math.max(place, 0)].focus()
  event.preventDefault()
}

function ticks(root) {
  for (const card of root.querySelectorAll("[data-card]")) {
    const has = briefing.has(card.dataset.card)
    const tick = card.querySelector(".tick")
    tick.textContent = has ? "✓ In the briefing" : "Add to briefing"
    tick.setAttribute("aria-pressed", String(has))
  }
}
