// The article, its marks and the card of the open claim. Every text goes in by textContent.

const UNBROKEN = /\S{500}/
const INSISTS = 3
const PATIENCE = 4000

function node(tag, options = {}, children = []) {
  const element = document.createElement(tag)
  const { text, onClick, ...attributes } = options
  if (text !== undefined) element.textContent = text
  if (onClick) element.addEventListener("click", onClick)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "")
    else if (value !== false && value !== null) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

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
    text: paragraph.text.slice(start - paragraph.start, places[index + 1] - paragraph.start),
    marks: inside.filter((mark) => mark.start <= start && mark.end >= places[index + 1]),
  }))
}

// Where several claims share a passage, a further click on it goes on to the next of them.
function next(ids, open) {
  return ids[(ids.indexOf(open) + 1) % ids.length]
}

function paragraphNode(paragraph, data, pick) {
  const pieces = segments(paragraph, data.marks).map((segment) => {
    if (!segment.marks.length) return document.createTextNode(segment.text)
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
    const mark = node("mark", {
      text: segment.text,
      class: classes.join(" "),
      "data-claims": ids.join(" "),
      title: hints.length ? hints.join(". ") : null,
      role: ids.length ? "button" : null,
      tabindex: ids.length ? "0" : null,
      onClick: act,
    })
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
}

function keepInView(text) {
  const shapes = new ResizeObserver(() => bringIntoView(text))
  for (const part of [text, ...text.children]) shapes.observe(part)
  text.style.overflowAnchor = "none"
  text.addEventListener("scroll", () => {
    if (text.moved || !text.clientHeight || Math.abs(text.scrollTop - text.placed) < 2) return
    text.moved = true
    text.style.overflowAnchor = ""
    shapes.disconnect()
  })
}

async function copy(text, button, root) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = node("textarea", { style: "position:fixed;opacity:0" })
    area.value = text
    root.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
  button.dataset.label ??= button.textContent
  button.textContent = "Copied"
  clearTimeout(button.timer)
  button.timer = setTimeout(() => {
    button.textContent = button.dataset.label
  }, 1500)
}

function linkOf(data) {
  const base = window.location.pathname.replace(/(explore|comparisons|sources|data)$/, "")
  return `${window.location.origin}${base}?${data.query}`
}

function detailNode({ label, text, more, links }, pick) {
  const value = node("dd", text ? { text } : {})
  const list = (links ?? []).flatMap((link) => [
    node("button", { class: "link", text: link.text, onClick: () => pick(link.id) }),
    ...(link.note ? [node("span", { class: "why", text: link.note })] : []),
  ])
  if (more) value.append(node("details", {}, [node("summary", { text: more }), ...list]))
  else value.append(...list)
  return node("div", { class: links || label === "Note" ? "wide" : "" }, [
    node("dt", { text: label }),
    value,
  ])
}

function cardNode(data, pick, root) {
  const card = data.card
  const details = node("dl", {}, card.details.map((detail) => detailNode(detail, pick)))
  const place = data.order.indexOf(data.open)
  const count = data.order.length
  // Quick clicks step on from the claim that was asked for, not from the one still shown.
  const step = (by) => {
    const from = data.order.indexOf(root.asked.at(-1) ?? data.open)
    const to = Math.min(Math.max(from + by, 0), count - 1)
    pick(data.order[to])
  }
  const stepper = node("div", { class: "row", role: "group", "aria-label": "Claims of this article" }, [
    node("button", {
      text: "‹ Previous",
      disabled: place <= 0,
      onClick: () => step(-1),
    }),
    node("span", { class: "place", text: place < 0 ? `${count} selected here` : `${place + 1} of ${count}` }),
    node("button", {
      text: "Next ›",
      disabled: count === 0 || place === count - 1,
      onClick: () => step(1),
    }),
  ])
  const copyLink = node("button", { text: "Copy link" })
  copyLink.addEventListener("click", () => copy(linkOf(data), copyLink, root))
  const copyQuote = node("button", { text: "Copy quote and source" })
  copyQuote.addEventListener("click", () => copy(`${card.footnote} ${linkOf(data)}`, copyQuote, root))
  return node("div", { class: "card" }, [
    node("div", { class: "card-text" }, [
      node("p", { class: "statement", text: card.statement }),
      details,
    ]),
    node("div", { class: "row tools" }, [
      stepper,
      node("div", { class: "row copies" }, [copyQuote, copyLink]),
    ]),
  ])
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const send = (name, value) => {
    root.sent = { name, value, shown: data.open }
    setTriggerValue(name, value)
  }
  // The first run after a restart is cut short by a click, and at times loses what was clicked.
  const insist = ({ name, value }, times) => {
    send(name, value)
    const sent = root.sent
    const unheard = () => root.sent === sent && root.isConnected && insist(sent, times - 1)
    if (times) setTimeout(unheard, PATIENCE)
  }
  // Words are marked at once; the card is faint until the server has sent that of the new claim.
  const pick = (id) => {
    send("picked", id)
    if (data.order.includes(id)) root.asked.push(id)
    if (!markOpen(root.querySelector(".text"), id)) return
    root.querySelector(".card")?.classList.add("late")
    for (const button of root.querySelectorAll(".copies button")) button.disabled = true
    const place = root.querySelector(".place")
    if (place && data.order.includes(id)) {
      place.textContent = `${data.order.indexOf(id) + 1} of ${data.order.length}`
    }
  }
  const root = parentElement.querySelector(".reader")
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
  // A server that was restarted knows nothing of what the last one was asked for; but where that
  // claim is open, or by now another, it was answered, or a later click counts.
  const restarted = root.session && root.session !== data.session
  const asks = root.sent?.shown === data.open && root.sent.value !== data.open
  const unanswered = restarted && asks ? root.sent : null
  if (restarted || data.picks !== root.picks || !asks) root.sent = null
  root.session = data.session
  root.picks = data.picks
  const scrolled = before ? before.scrollTop : 0

  const text = node(
    "div",
    { class: "text", tabindex: "0", role: "document", "aria-label": "Article text" },
    data.paragraphs.map((paragraph) => paragraphNode(paragraph, data, pick)),
  )
  const head = node("div", { class: "head" }, [
    node("h2", { text: data.title }),
    ...data.meta.map((line) => node("p", { class: "meta", text: line })),
  ])
  const compare = data.compare.map(({ key, text: label }) =>
    node("button", { class: "link", text: label, onClick: () => send("compared", key) }),
  )
  root.replaceChildren(
    head,
    ...(data.card ? [cardNode(data, pick, root)] : []),
    text,
    ...(compare.length ? [node("div", { class: "compare" }, compare)] : []),
  )
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
  if (unanswered) insist(unanswered, INSISTS)
}
