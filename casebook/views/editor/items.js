
// The items of the draft, one node each. A node is kept as long as its item is in the draft, so
// that nothing that is drawn anew takes the focus or the caret from a field.

const KIND = {
  heading: "Heading",
  paragraph: "Paragraph",
  claim: "Claim",
  chart: "Chart",
  figures: "Table of figures",
}

function itemNode(desk, item) {
  const li = node("li", { class: "item", "data-kind": item.kind })
  const act = (text, label, onClick) => node("button", { class: "tool", text, title: label, onClick })
  const handle = node("span", { class: "handle", "aria-hidden": "true", title: "Drag to move", text: "⠿" })
  const up = act("↑", "Move up", () => moveBy(desk, li, -1))
  const down = act("↓", "Move down", () => moveBy(desk, li, 1))
  const remove = act("×", "Remove", () => removed(desk, li))
  const body = node("div", { class: "body" })
  const update = (BODIES[item.kind] ?? exhibitBody)(desk, li, body)
  const tools = node("div", { class: "tools" }, [...(li.extra ?? []), up, down, remove])
  li.append(handle, body, tools)
  drags(desk, li, handle)
  li.addEventListener("focusin", () => desk.stand(li))
  li.addEventListener("pointerdown", () => desk.stand(li))
  li.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    moveBy(desk, li, event.key === "ArrowUp" ? -1 : 1)
  })
  li.show = (shown) => {
    li.item = shown
    const words = update(shown)
    const named = `${KIND[shown.kind]}: ${excerpt(words) || "empty"}`
    if (li.named === named) return
    li.named = named
    for (const [button, what] of [[up, "Move up"], [down, "Move down"], [remove, "Remove"]]) {
      button.setAttribute("aria-label", `${what}. ${named}`)
    }
  }
  return li
}

// Put another item in the place of a node's own: the store is told, the node stays.
function changed(desk, li, fields) {
  const next = { ...li.item, ...fields }
  const items = briefing.draft.items.map((one) => (one === li.item ? next : one))
  desk.nodes.delete(li.item)
  desk.nodes.set(next, li)
  li.show(next)
  briefing.change({ items })
}

const BODIES = { heading: headingBody, paragraph: paragraphBody, claim: claimBody }

function headingBody(desk, li, body) {
  const area = field(desk, {
    name: "heading",
    label: "Heading",
    hint: "Heading",
    onText: (text) => changed(desk, li, { text }),
    onLines: (lines) => splitUp(desk, li, lines),
  })
  emptied(desk, li, area)
  body.append(area)
  return (item) => {
    fill(area, item.text ?? "")
    return item.text
  }
}

function paragraphBody(desk, li, body) {
  const area = field(desk, {
    name: "paragraph",
    label: "Paragraph",
    hint: "Words of your own",
    onText: (text) => changed(desk, li, { text }),
    onLines: (lines) => splitUp(desk, li, lines),
  })
  emptied(desk, li, area)
  const { button, panel } = citing(desk, area)
  const cited = node("div", { class: "cited" })
  const numbers = watching(desk, area)
  body.append(numbers.under, numbers.says, cited, panel)
  li.extra = [button]
  return (item) => {
    fill(area, item.text ?? "")
    showCited(desk, cited, item.text ?? "")
    numbers.show(item.text ?? "")
    return item.text
  }
}

// A line break begins a new paragraph, also where several lines are pasted.
function splitUp(desk, li, lines) {
  const [first, ...rest] = desk.room(lines.length - 1) ? lines : [lines.join(" ")]
  const at = briefing.draft.items.indexOf(li.item)
  const fresh = rest.map((text) => ({ kind: "paragraph", text }))
  changed(desk, li, { text: first })
  if (!rest.length) return
  desk.insert(fresh, at + 1)
  const last = desk.nodes.get(fresh.at(-1))?.querySelector("textarea")
  const caret = rest.length > 1 ? rest.at(-1).length : 0
  last?.focus()
  last?.setSelectionRange(caret, caret)
}

// Backspace in an empty field takes it away, as in a text.
function emptied(desk, li, area) {
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || area.value || event.isComposing) return
    event.preventDefault()
    const before = li.previousElementSibling ?? li.nextElementSibling
    before?.querySelector("textarea, button")?.focus()
    desk.take(li)
  })
}

function claimBody(desk, li, body) {
  const words = node("div", { class: "claim" })
  const box = node("input", { type: "checkbox" })
  box.addEventListener("change", () => changed(desk, li, { alone: box.checked || undefined }))
  const alone = node("label", { class: "alone" }, [box, node("span", { text: "Leave out its other side" })])
  body.append(words)
  return (item) => {
    const told = desk.data.claims[item.text]
    const waits = !told && !desk.lacks(item.text)
    const stamp = [told, waits, item.said, item.against]
    box.checked = Boolean(item.alone)
    words.classList.toggle("one-sided", Boolean(item.alone))
    if (stamp.some((part, at) => part !== li.stamp?.[at])) {
      li.stamp = stamp
      const parts = told ? claimParts(desk, li, item, told, alone) : goneParts(desk, li, item, waits)
      words.replaceChildren(...parts)
    }
    return told?.said ?? item.text
  }
}

function goneParts(desk, li, item, waits) {
  if (waits) return [node("p", { class: "said waits", text: item.said || item.text })]
  return [
    node("p", { class: "gone", text: "The data no longer hold this claim" }),
    node("p", { class: "line", text: item.text }),
    ...(item.said ? [node("p", { class: "line", text: `It said: ${item.said}` })] : []),
    node("button", { text: "Remove it", onClick: () => removed(desk, li) }),
  ]
}

const SIDES = 2

function claimParts(desk, li, item, told, alone) {
  const parts = [
    node("p", { class: "said", text: told.said }),
    node("p", { class: "line", text: told.line, title: item.text }),
  ]
  const notes = sinceSaved(desk, item, told)
  if (notes.length) {
    const seen = () => changed(desk, li, { said: told.said, against: told.against })
    parts.push(
      node("div", { class: "since" }, [
        ...notes.map((text) => node("p", { text })),
        node("button", { text: "Seen", onClick: seen }),
      ]),
    )
  }
  if (told.against.length) {
    const sides = told.against.map((id) => sideNode(desk, id))
    const rest = sides.splice(SIDES)
    const more = `${rest.length} more ${rest.length > 1 ? "dispute" : "disputes"} it`
    parts.push(
      node("div", { class: "against" }, [
        ...sides,
        ...(rest.length ? [node("details", {}, [node("summary", { text: more }), ...rest])] : []),
        alone,
      ]),
    )
  }
  return parts
}

function sideNode(desk, id) {
  const other = desk.data.others[id] ?? { who: id, said: "" }
  return node("p", {}, [
    node("b", { text: `Disputed by ${other.who}: ` }),
    node("span", { text: other.said }),
  ])
}

// What was saved or seen of a claim, where the data say something else by now.
function sinceSaved(desk, item, told) {
  if (!item.said) return []
  const known = new Set(item.against ?? [])
  const fresh = told.against.filter((id) => !known.has(id))
  const who = [...new Set(fresh.map((id) => desk.data.others[id]?.who ?? id))]
  return [
    ...(item.said === told.said ? [] : [`Reworded since you saw it last. It said: ${item.said}`]),
    ...(fresh.length ? [`Newly disputed since you saw it last, by ${who.join(", ")}`] : []),
  ]
}

function exhibitBody(desk, li, body) {
  const title = node("p", { class: "exhibit" })
  const about = node("p", { class: "line" })
  body.append(title, about)
  return (item) => {
    const chart = item.kind === "chart"
    const known = chart ? desk.data.charts[item.text] : desk.data.subjects[item.text] ?? desk.titled(item.text)
    const words = known ?? item.text
    title.textContent = chart ? words : `Table of figures: ${words}`
    const selection = desk.data.queries[item.query ?? ""] ?? desk.described(item.query ?? "")
    about.textContent = desk.lacks(item.text) ? "The data do not hold this comparison" : selection
    return words
  }
}
