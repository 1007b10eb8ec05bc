
// What can be put into the draft, below the item in which one is writing.

function insertBar(desk) {
  const where = node("span", { class: "where" })
  const panel = node("div", { class: "panel", hidden: true })
  const put = (item) => {
    close()
    desk.insert([item], desk.place())
    const made = desk.nodes.get(item)
    made?.querySelector("textarea, .tools button")?.focus()
    made?.scrollIntoView({ block: "nearest" })
    desk.announce(`${KIND[item.kind]} inserted`)
  }
  const opens = (text, content) => {
    const button = node("button", { text, "aria-expanded": "false" })
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true"
      close()
      if (open) return
      button.setAttribute("aria-expanded", "true")
      panel.replaceChildren(...content())
      panel.hidden = false
      panel.querySelector("button, select")?.focus()
    })
    return button
  }
  const buttons = [
    node("button", { text: "Heading", onClick: () => put({ kind: "heading", text: "" }) }),
    node("button", { text: "Paragraph", onClick: () => put({ kind: "paragraph", text: "" }) }),
    opens("Chart", chartChoices),
    opens("Table of figures", figureChoices),
  ]
  function close() {
    for (const button of buttons) button.removeAttribute("aria-expanded")
    for (const button of buttons.slice(2)) button.setAttribute("aria-expanded", "false")
    panel.hidden = true
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    const opener = buttons.find((one) => one.getAttribute("aria-expanded") === "true")
    close()
    opener?.focus()
  })

  function chartChoices() {
    const { charts, query, selection } = desk.data
    return [
      node("p", { text: `Of the selection now: ${selection}` }),
      node(
        "div",
        { class: "row" },
        Object.entries(charts).map(([by, text]) =>
          node("button", { text, onClick: () => put({ kind: "chart", text: by, query }) }),
        ),
      ),
    ]
  }
  function figureChoices() {
    const { figures, query, selection } = desk.data
    const about = node("p", { text: `Comparisons with figures. Of the selection now: ${selection}` })
    if (!figures.length) return [about, node("p", { text: "None of them has two figures to compare." })]
    const choice = node(
      "select",
      { "aria-label": "Comparison" },
      figures.map(({ key, title }) => node("option", { value: key, text: excerpt(title, 120) })),
    )
    const insert = () => put({ kind: "figures", text: choice.value, query })
    return [about, node("div", { class: "row" }, [choice, node("button", { text: "Insert", onClick: insert })])]
  }

  const bar = node("div", { class: "insert" }, [
    panel,
    node("div", { class: "row", role: "group", "aria-label": "Insert" }, [where, ...buttons]),
  ])
  bar.show = () => {
    const { length } = briefing.draft.items
    const at = desk.place()
    where.textContent = at >= length ? "Insert at the end" : at ? `Insert below item ${at}` : "Insert at the top"
    const full = length >= desk.data.most
    for (const button of buttons) button.disabled = full
  }
  return bar
}
