
// Citing a claim in words of one's own: its id goes in at the caret, as `[@id]`.

const MOST_FOUND = 40

function citedIn(text) {
  return [...text.matchAll(/\[@([^[\]@\s]{1,200})\]/g)].map((found) => found[1])
}

function putAtCaret(area, words) {
  const [start, end] = area.caret ?? [area.value.length, area.value.length]
  const gap = start && !/[\s([“]$/.test(area.value.slice(0, start)) ? " " : ""
  area.focus()
  area.setRangeText(`${gap}${words}`, start, end, "end")
  area.dispatchEvent(new Event("input", { bubbles: true }))
}

// A button for a field, and below it the claims to choose from while it is pressed.
function citing(desk, area) {
  const panel = node("div", { class: "panel", hidden: true })
  const button = node("button", {
    class: "cite",
    text: "Cite",
    title: "Cite a claim here",
    "aria-expanded": "false",
    onClick: () => turn(panel.hidden),
  })
  const keepCaret = () => {
    area.caret = [area.selectionStart, area.selectionEnd]
  }
  area.addEventListener("blur", keepCaret)

  function turn(open) {
    panel.hidden = !open
    button.setAttribute("aria-expanded", String(open))
    if (!open) {
      panel.replaceChildren()
      return
    }
    const search = node("input", {
      type: "text",
      placeholder: "Words of a claim of this briefing, or an id",
      "aria-label": "Which claim to cite",
      maxlength: "200",
    })
    const found = node("div", { class: "found" })
    const list = () => found.replaceChildren(...choices(search.value))
    search.addEventListener("input", list)
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      found.querySelector("button")?.click()
    })
    panel.replaceChildren(search, found)
    list()
    search.focus()
  }

  function choices(text) {
    const asked = text.trim()
    const folded = asked.toLowerCase()
    const said = (id) => desk.data.claims[id]?.said ?? ""
    const fits = (id) => `${id} ${said(id)}`.toLowerCase().includes(folded)
    const ids = briefing.claims().filter(fits)
    const typed = /^[^[\]@\s]{1,200}$/.test(asked) && /\d/.test(asked) && !ids.includes(asked)
    const rows = ids.slice(0, MOST_FOUND).map((id) => choice(id, said(id) || "Not in the data"))
    if (typed) rows.push(choice(asked, "Cite the claim with this id"))
    if (ids.length > MOST_FOUND) {
      rows.push(node("p", { text: `And ${ids.length - MOST_FOUND} more: write more of its words.` }))
    }
    if (!rows.length) {
      const none = "No claim of this briefing has these words. An id can be given too."
      rows.push(node("p", { text: none }))
    }
    return rows
  }

  function choice(id, words) {
    const act = () => {
      turn(false)
      putAtCaret(area, `[@${id}]`)
    }
    return node("button", { class: "choice", onClick: act }, [
      node("span", { text: words }),
      node("span", { class: "id", text: id }),
    ])
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    event.stopPropagation()
    turn(false)
    area.focus()
  })
  return { button, panel }
}

// The claims that a field cites, in words, below it.
function showCited(desk, place, text) {
  const ids = [...new Set(citedIn(text))]
  const words = ids.map((id) => desk.data.claims[id]?.said ?? (desk.lacks(id) ? "" : "…"))
  const stamp = JSON.stringify([ids, words])
  if (place.stamp === stamp) return
  place.stamp = stamp
  place.replaceChildren(
    ...ids.map((id, at) =>
      node("p", { class: words[at] === "" ? "gone" : null }, [
        node("span", { class: "id", text: id }),
        node("span", { text: words[at] === "" ? "The data hold no claim with this id." : words[at] }),
      ]),
    ),
  )
}
