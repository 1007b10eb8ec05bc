// The list of claims: a page of rows that are opened, and ticked into the briefing. Every text goes in
// by textContent.

const SORTED = { date: "Date", figure: "Figure", outlet: "Outlet", disputed: "Disputed", relevance: "Relevance" }

// A text in which the words that were searched for are marked.
function found(text, places = []) {
  const pieces = []
  let done = 0
  for (const [start, end] of places) {
    pieces.push(text.slice(done, start), node("mark", { text: text.slice(start, end) }))
    done = end
  }
  return [...pieces, text.slice(done)]
}

function rowNode(row, place) {
  const line = [
    node("span", { class: "dot", style: `background:${row.colour}`, title: row.group }),
    ...found(row.line, row.found_in_line),
    ...(row.disputed
      ? [" · ", node("span", { class: "disputed", text: `disputed by ${row.disputed}` })]
      : []),
  ]
  return node("div", { class: "row", role: "option", id: `row-${place}`, "data-claim": row.id }, [
    node("div", { class: "tick", title: "In the briefing or not (space; shift for a range)" }, [
      node("span", { "aria-hidden": "true" }),
    ]),
    node("div", { class: "statement" }, found(row.statement, row.found)),
    ...(row.quoted
      ? [node("div", { class: "line quoted" }, found(row.quoted, row.found_in_quote))]
      : []),
    node("div", { class: "copying", title: "Copy the statement with its footnote (C); the claim opens", text: "Copy" }),
    node("div", { class: "line" }, line),
  ])
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".claims")
  const { send, again } = asking(root, data, setTriggerValue)
  root.data = data
  root.send = send
  if (!root.children.length) begin(root)
  const { rows, sort, foot, bulk } = root.parts

  const drawn = JSON.stringify([data.version, data.search, data.start, data.rows.map((row) => row.id)])
  if (drawn !== root.drawn) {
    root.drawn = drawn
    rows.replaceChildren(...data.rows.map(rowNode))
    rows.scrollTop = 0
    rows.removeAttribute("aria-activedescendant")
    root.active = -1
    root.shown = null
  }
  if (root.shown !== data.open) {
    root.shown = data.open
    mark(root, data.open)
  }
  if (root.arriving?.start === data.start) {
    activate(root, Math.min(root.arriving.place, data.rows.length - 1))
    root.arriving = null
  }
  sort.querySelector("[value=relevance]").hidden = !data.search
  sort.value = data.sort
  sort.parentElement.hidden = !data.sort
  rows.setAttribute("aria-label", `Claims, ${data.order}`)
  const last = data.start + data.rows.length
  const paged = data.total > data.rows.length
  foot.hidden = !paged
  const focused = parentElement.activeElement ?? document.activeElement
  foot.children[0].disabled = data.start === 0
  foot.children[1].textContent =
    `${(data.start + 1).toLocaleString("en")}–${last.toLocaleString("en")}`
  foot.children[2].disabled = last >= data.total
  // Whoever turned to the first or last page by keyboard stays at the buttons.
  if (foot.contains(focused) && focused.disabled) foot.querySelector("button:not(:disabled)")?.focus()
  bulk.disabled = data.total > data.most
  bulk.title = bulk.disabled ? `A briefing has at most ${data.most.toLocaleString("en")} claims.` : ""
  bulk.textContent = `Add all ${data.total.toLocaleString("en")}`
  if (data.bulk && data.bulk.turn !== root.bulk) {
    root.bulk = data.bulk.turn
    briefing.add(data.bulk.ids)
  }
  ticks(root)
  fill(root)
  again()
  return leaving(root)
}

function begin(root) {
  const sort = node(
    "select",
    { "aria-label": "Sort by" },
    Object.entries(SORTED).map(([value, text]) => node("option", { value, text })),
  )
  const said = node("span", { role: "status" })
  const bulk = node("button", { type: "button" })
  const rows = node("div", {
    class: "rows",
    role: "listbox",
    tabindex: "0",
    "aria-multiselectable": "true",
  })
  const back = node("button", { text: "‹", type: "button", "aria-label": "Claims before these" })
  const on = node("button", { text: "›", type: "button", "aria-label": "Claims after these" })
  const foot = node("span", { class: "pages" }, [back, node("span"), on])
  root.append(
    node("div", { class: "bar" }, [
      node("label", {}, ["Sort by ", sort]),
      foot,
      node("span", { class: "rest" }, [said]),
      bulk,
    ]),
    rows,
  )
  root.parts = { sort, rows, foot, bulk, said }
  root.active = -1
  sort.addEventListener("change", () => root.send("sorted", sort.value))
  bulk.addEventListener("click", () => root.send("all", Date.now()))
  back.addEventListener("click", () => turn(root, -1))
  on.addEventListener("click", () => turn(root, 1))
  rows.addEventListener("click", (event) => {
    const row = event.target.closest(".row")
    if (!row) return
    activate(root, [...rows.children].indexOf(row))
    if (event.target.closest(".tick")) tick(root, root.active, event.shiftKey)
    else if (event.target.closest(".copying")) copying(root, row)
    else open(root, row.dataset.claim)
  })
  // A range that is ticked with shift is no selection of text.
  rows.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault())
  rows.addEventListener("keydown", (event) => pressed(root, event))
  // By mouse the list would move under the pointer.
  rows.addEventListener("focus", () => {
    if (root.active < 0 && rows.matches(":focus-visible")) activate(root, Math.max(placeOf(root, root.data.open), 0))
  })
  // The open claim stays in view while the list takes its height; whoever scrolls ends it.
  new ResizeObserver(() => rows.scrollTop === root.placed && mark(root, root.shown)).observe(rows)
  endsWith(root, briefing.listen(() => ticks(root)))
  keepFilled(root)
}

function placeOf(root, id) {
  return root.data.rows.findIndex((row) => row.id === id)
}

function pressed(root, event) {
  const count = root.data.rows.length
  const screen = Math.max(1, Math.floor(root.parts.rows.clientHeight / 56) - 1)
  const to = {
    ArrowDown: root.active + 1,
    ArrowUp: root.active - 1,
    PageDown: Math.min(root.active + screen, count - 1),
    PageUp: Math.max(root.active - screen, 0),
    Home: 0,
    End: count - 1,
  }[event.key]
  if (to !== undefined) {
    if (root.active < 0 && event.key.startsWith("Arrow")) activate(root, 0)
    else if (to >= count) turn(root, 1, 0)
    else if (to < 0) turn(root, -1, root.data.most_rows - 1)
    else {
      activate(root, to)
      if (event.shiftKey) tick(root, to, false, true)
    }
  } else if (event.key === "Enter") open(root, root.data.rows[root.active]?.id)
  else if (event.key === "c" && !event.ctrlKey && !event.metaKey) copying(root, root.parts.rows.children[root.active])
  else if (event.key === " ") tick(root, root.active, event.shiftKey)
  else return
  event.preventDefault()
}

// Turn to another page; whoever does so by arrow arrives at this place of it.
function turn(root, by, place = null) {
  const page = Math.floor(root.data.start / root.data.most_rows) + by
  if (page < 0 || page * root.data.most_rows >= root.data.total) return
  root.arriving = place === null ? null : { start: page * root.data.most_rows, place }
  root.send("turned", page)
}

function open(root, id) {
  if (!id) return
  mark(root, id, false)
  window.dispatchEvent(new CustomEvent("casebook-opening", { detail: id }))
  root.send("picked", id)
}

// The footnote comes with the open claim: the reader copies it as soon as it has it.
function copying(root, row) {
  if (!row) return
  const { claim } = row.dataset
  window.casebookCopying = { claim, button: row.querySelector(".copying") }
  if (root.shown !== claim) open(root, claim)
  window.dispatchEvent(new CustomEvent("casebook-copying"))
}

// Tick a row or take its tick away; with `range`, all from the one that was ticked last to it.
function tick(root, place, range, only = false) {
  const ids = root.data.rows.map((row) => row.id)
  const id = ids[place]
  if (!id) return
  const from = range && root.ticked !== undefined ? ids.indexOf(root.ticked) : -1
  root.ticked = id
  if (from >= 0) briefing.add(ids.slice(Math.min(from, place), Math.max(from, place) + 1))
  else if (only) briefing.add([id])
  else briefing.toggle([id])
}

function ticks(root) {
  let here = 0
  for (const row of root.parts.rows.children) {
    const ticked = briefing.has(row.dataset.claim)
    here += ticked
    row.classList.toggle("ticked", ticked)
    row.setAttribute("aria-selected", String(ticked))
  }
  root.parts.said.textContent = here ? `${here} of these in the briefing` : "Tick for the briefing"
}

function activate(root, place) {
  const { rows } = root.parts
  rows.querySelector(".active")?.classList.remove("active")
  root.active = place
  const row = rows.children[place]
  if (!row) return
  row.classList.add("active")
  rows.setAttribute("aria-activedescendant", row.id)
  into(rows, row)
}

// Mark the open claim's row, and bring it into view.
function mark(root, id, scroll = true) {
  for (const row of root.parts.rows.children) {
    const own = row.dataset.claim === id
    row.classList.toggle("open", own)
    if (own) row.setAttribute("aria-current", "true")
    else row.removeAttribute("aria-current")
    if (own && scroll) into(root.parts.rows, row)
  }
  root.placed = root.parts.rows.scrollTop
}

function into(rows, row) {
  if (row.offsetTop < rows.scrollTop) rows.scrollTop = row.offsetTop - 8
  const under = row.offsetTop + row.offsetHeight - rows.clientHeight
  if (under > rows.scrollTop) rows.scrollTop = under + 8
}
