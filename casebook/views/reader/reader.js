// The article, its marks and the card of the open claim. Every text goes in by textContent.

const UNBROKEN = /\S{500}/
// Cut a paragraph wherever a mark begins or ends, so that overlapping marks nest nowhere.
function segments(paragraph, marks) {
  const end = paragraph.start + paragraph.text.length
  const inside = marks.filter((mark) => mark.start < end && mark.end > paragraph.start)
  const cuts = new Set([paragraph.start, end])
  for (const mark of inside) {
    cuts.add(Math.max(mark.start, paragraph.start))
    cuts.add(Math.min(mark.end, end))
  }
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((start, index) => ({
    start,
    text: paragraph.text.slice(start - paragraph.start, places[index + 1] - paragraph.start),
    marks: inside.filter((mark) => mark.start <= start && mark.end >= places[index + 1]),
  }))
}

// Where several claims share a passage, a further click on it goes on to the next of them.
function next(ids, open) {
  return ids[(ids.indexOf(open) + 1) % ids.length]
}

// The text of a segment, in which the words of the search stand out; `found` is in its order.
function withFound({ text, start }, found) {
  const pieces = []
  let done = 0
  for (const place of found) {
    const [from, to] = [Math.max(place.start - start, 0), Math.min(place.end - start, text.length)]
    if (from >= to) continue
    pieces.push(text.slice(done, from), node("span", { class: "found", text: text.slice(from, to) }))
    done = to
  }
  return [...pieces, text.slice(done)]
}

function paragraphNode(paragraph, data, pick) {
  const end = paragraph.start + paragraph.text.length
  const found = data.found.filter((place) => place.start < end && place.end > paragraph.start)
  const pieces = segments(paragraph, data.marks).flatMap((segment) => {
    const words = withFound(segment, found)
    if (!segment.marks.length) return words
    const ids = segment.marks.filter((mark) => mark.id).map((mark) => mark.id)
    const classes = []
    if (ids.includes(data.open)) classes.push("open")
    if (!ids.length) classes.push("hit")
    const disputes = segment.marks.map((mark) => mark.disputed).filter(Boolean)
    const tensions = segment.marks.map((mark) => mark.tension).filter(Boolean)
    if (disputes.length) classes.push("disputed")
    else if (tensions.length) classes.push("tension")
    const hints = [
      ...(ids.length > 1 ? [`${ids.length} claims rest on these words`] : []),
      ...new Set(disputes),
      ...new Set(tensions),
    ]
    const act = ids.length ? () => pick(next(ids, data.open)) : null
    const options = {
      class: classes.join(" "),
      "data-claims": ids.join(" "),
      title: hints.length ? hints.join(". ") : null,
      role: ids.length ? "button" : null,
      tabindex: ids.length ? "0" : null,
      onClick: act,
    }
    const mark = node("mark", options, words)
    if (act) {
      mark.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return
        event.preventDefault()
        act()
      })
    }
    return mark
  })
  return node("p", { class: UNBROKEN.test(paragraph.text) ? "unbroken" : null }, pieces)
}

// Mark a claim as the open one and bring it into view; false where no words here are its own.
function markOpen(text, id) {
  const own = (mark) => mark.dataset.claims.split(" ").includes(id)
  const marks = [...text.querySelectorAll("mark")]
  if (!marks.some(own)) return false
  for (const mark of marks) mark.classList.toggle("open", own(mark))
  bringIntoView(text)
  return true
}

// Bring the open words into view, and keep them there while the page is still taking its shape:
// columns get their width and letters their font late. Whoever scrolls ends it.
function bringIntoView(text) {
  const target = text.querySelector("mark.open, mark.hit")
  if (!target || !text.clientHeight) return
  text.scrollTop = target.offsetTop - text.clientHeight * 0.35
  text.placed = text.scrollTop
  text.placedIn = shapeOf(text)
}

const shapeOf = (text) => `${text.clientWidth} ${text.clientHeight} ${text.scrollHeight}`

function keepInView(text) {
  const shapes = new ResizeObserver(() => bringIntoView(text))
  for (const part of [text, ...text.children]) shapes.observe(part)
  text.style.overflowAnchor = "none"
  text.addEventListener("scroll", () => {
    if (text.moved || !text.clientHeight || Math.abs(text.scrollTop - text.placed) < 2) return
    // A text that becomes shorter is scrolled by the browser: the observer puts that right.
    if (shapeOf(text) !== text.placedIn) return
    text.moved = true
    text.style.overflowAnchor = ""
    shapes.disconnect()
  })
}

function detailNode({ label, text, more, links, parts }, pick) {
  const value = node("dd", text ? { text } : {})
  for (const { id, text: words } of parts ?? []) {
    value.append(
      id
        ? node("button", { class: "inline", text: words, onClick: () => pick(id) })
        : document.createTextNode(words),
    )
  }
  const list = (links ?? []).flatMap((link) => [
    node("button", { class: "link", text: link.text, onClick: () => pick(link.id) }),
    ...(link.note ? [node("span", { class: "why", text: link.note })] : []),
  ])
  if (more) value.append(node("div", { class: "why", text: more }))
  value.append(...list)
  return node("div", { class: links || parts ? "wide" : "" }, [node("dt", { text: label }), value])
}

// The claims along which the reader steps: those of the list beside it, or of its article.
function stepsOf(data, root) {
  if (data.steps && !root.byArticle) return data.steps
  return { ids: data.order, at: 0, total: data.order.length }
}

function placed(data, root, id) {
  const { ids, at, total } = stepsOf(data, root)
  const place = ids.indexOf(id)
  const count = total.toLocaleString("en")
  return place < 0 ? `${count} claims` : `${(at + place + 1).toLocaleString("en")} of ${count}`
}

function stepper(data, pick, root) {
  const { ids, at, total } = stepsOf(data, root)
  const here = ids.indexOf(data.open)
  // Quick clicks step on from the claim that was asked for, not from the one still shown.
  const step = (by) => {
    const from = ids.indexOf(root.asked.at(-1) ?? data.open)
    const to = Math.min(Math.max(from + by, 0), ids.length - 1)
    pick(ids[to])
  }
  const where = root.byArticle || !data.steps ? "in this article" : "in the list"
  const place = node("span", { class: "place", text: placed(data, root, data.open) })
  return node("div", { class: "row", role: "group", "aria-label": "Step through the claims" }, [
    node("button", {
      text: "‹",
      "aria-label": "Previous",
      title: "Previous",
      disabled: at + here <= 0,
      onClick: () => step(-1),
    }),
    data.steps
      ? node(
          "button",
          {
            class: "order",
            title: "Step through the list, or through this article in its own order",
            onClick: () => {
              root.byArticle = !root.byArticle
              root.redraw()
            },
          },
          [place, ` ${where}`],
        )
      : node("span", { class: "order" }, [place, ` ${where}`]),
    node("button", {
      text: "Next ›",
      disabled: total === 0 || at + here === total - 1,
      onClick: () => step(1),
    }),
  ])
}

function inBriefing(id) {
  const button = node("button", { class: "briefing", "data-of-claim": true, onClick: () => briefing.toggle([id]) })
  button.update = () => {
    const has = briefing.has(id)
    button.textContent = has ? "✓ In the briefing" : "Add to briefing"
    button.setAttribute("aria-pressed", String(has))
  }
  button.update()
  return button
}

function cardNode(data, pick, root) {
  const card = data.card
  const link = linkTo(data.claim_query)
  const copyQuote = node("button", {
    "data-of-claim": true,
    text: "Copy",
    title: "Copy the statement with its footnote",
    "aria-label": "Copy the statement with its footnote",
  })
  const plain = `${card.said} [1]\n\n[1] ${card.footnote} ${link}`
  const copied = (button) => copy(plain, button, root, noted(card.said, card.footnote, link))
  copyQuote.addEventListener("click", () => copied(copyQuote))
  // A row of the list asks for it too, before its claim is open.
  root.copyAsked = () => {
    const asked = window.casebookCopying
    if (asked?.claim !== data.open) return
    window.casebookCopying = null
    copied(asked.button)
  }
  const copyLink = node("button", { text: "Copy link", "data-of-claim": true })
  copyLink.addEventListener("click", () => copy(linkTo(data.query, data.page), copyLink, root))
  const details = node("div", { class: "details", id: "details", hidden: !root.unfolded }, [
    node("dl", {}, card.details.map((detail) => detailNode(detail, pick))),
    node("div", { class: "row" }, [copyLink]),
  ])
  const unfold = node("button", {
    class: "unfold",
    text: "Details",
    title: "Kind, groups, incident, and what stands against it",
    "aria-expanded": String(Boolean(root.unfolded)),
    "aria-controls": "details",
  })
  const fold = () => {
    root.unfolded = !root.unfolded
    details.hidden = !root.unfolded
    place(root)
    // Where there is little room, the first details are scrolled to.
    const body = details.parentElement
    const needed = details.offsetTop + Math.min(details.offsetHeight, 72) - body.clientHeight
    body.scrollTop = root.unfolded ? Math.max(0, needed) : 0
    for (const one of [unfold, ...chips]) one.setAttribute("aria-expanded", String(root.unfolded))
    bringIntoView(root.querySelector(".text"))
  }
  const chips = ["disputed", "tension"]
    .filter((name) => card[name])
    .map((name) =>
      node("button", {
        class: `chip ${name}`,
        text: card[name],
        "aria-expanded": String(Boolean(root.unfolded)),
        "aria-controls": "details",
        onClick: fold,
      }),
    )
  unfold.addEventListener("click", fold)
  const facts = [card.who, card.when, card.kind, card.figure].filter(Boolean).join(" · ")
  return node("div", { class: "card" }, [
    node("div", { class: "card-text" }, [
      ...(card.left_out ? [node("p", { class: "left-out", text: card.left_out })] : []),
      node("p", { class: "facts" }, [...chips, facts]),
      node("p", { class: "statement", text: card.statement }),
      details,
    ]),
    node("div", { class: "row tools" }, [
      stepper(data, pick, root),
      node("div", { class: "row copies" }, [inBriefing(data.open), copyQuote, unfold]),
    ]),
  ])
}

// The ways to comparisons stand below the article, or with the details while these are unfolded.
function place(root) {
  const compare = root.querySelector(".compare")
  const unfolded = root.unfolded && root.querySelector(".details")
  if (compare) (unfolded || root).append(compare)
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".reader")
  const { send, again } = asking(root, data, setTriggerValue)
  // Words are marked at once; the card is faint until the server has sent that of the new claim.
  const pick = (id) => {
    send("picked", id)
    if (stepsOf(data, root).ids.includes(id)) root.asked.push(id)
    markOpen(root.querySelector(".text"), id)
    root.querySelector(".card")?.classList.add("late")
    for (const button of root.querySelectorAll("[data-of-claim]")) button.disabled = true
    const place = root.querySelector(".place")
    if (place && stepsOf(data, root).ids.includes(id)) place.textContent = placed(data, root, id)
  }
  const before = root.querySelector(".text")
  const same = root.dataset.place === data.place
  const focused = parentElement.activeElement ?? document.activeElement
  const focus = root.contains(focused) ? { text: focused.textContent, tag: focused.tagName } : null
  // What was asked for and is not shown yet; a claim that something else opened ends it.
  root.asked ??= []
  if (data.open !== root.shown) {
    const answered = root.asked.lastIndexOf(data.open)
    root.asked = answered < 0 ? [] : root.asked.slice(answered + 1)
    root.shown = data.open
  }
  const scrolled = before ? before.scrollTop : 0

  const text = node(
    "div",
    { class: "text", tabindex: "0", role: "document", "aria-label": "Article text" },
    data.paragraphs.map((paragraph) => paragraphNode(paragraph, data, pick)),
  )
  const head = node("div", { class: "head" }, [
    node("h2", { text: data.title, title: data.title }),
    ...data.meta.map((line) => node("p", { class: "meta", text: line, title: line })),
  ])
  const compare = data.compare.map(({ key, text: label }) =>
    node("button", { class: "link", text: label, title: label, onClick: () => send("compared", key) }),
  )
  root.replaceChildren(
    head,
    ...(data.card ? [cardNode(data, pick, root)] : []),
    text,
    ...(compare.length ? [node("div", { class: "compare" }, compare)] : []),
  )
  place(root)
  root.dataset.place = data.place

  // The nodes are new: whoever works by keyboard stays where the focus was.
  if (focus?.tag === "MARK") text.querySelector("mark.open")?.focus({ preventScroll: true })
  else if (focus?.tag === "BUTTON") {
    const again = [...root.querySelectorAll("button")].find((one) => one.textContent === focus.text)
    const button = again && !again.disabled ? again : root.querySelector(".tools button:not(:disabled)")
    button?.focus({ preventScroll: true })
  }

  if (same && before.moved) {
    text.scrollTop = scrolled
    text.moved = true
  } else {
    bringIntoView(text)
    keepInView(text)
  }
  // What the list opens is marked at once, if it stands in this article.
  root.pick = (id) => id !== data.open && markOpen(root.querySelector(".text"), id)
  root.redraw = () => {
    const tools = root.querySelector(".tools")
    tools?.replaceChild(stepper(data, pick, root), tools.children[0])
    tools?.querySelector(".order")?.focus()
  }
  if (!root.listens) {
    root.listens = true
    const opening = (event) => root.pick(event.detail)
    window.addEventListener("casebook-opening", opening)
    endsWith(root, () => window.removeEventListener("casebook-opening", opening))
    const copyingAsked = () => root.copyAsked?.()
    window.addEventListener("casebook-copying", copyingAsked)
    endsWith(root, () => window.removeEventListener("casebook-copying", copyingAsked))
    endsWith(root, briefing.listen(() => root.querySelector(".briefing")?.update()))
    keepFilled(root, () => root.beside)
  }
  root.copyAsked?.()
  root.beside = data.beside
  fill(root, root.beside)
  again()
  return leaving(root)
}
