// The tray: the number of claims in the briefing, and on demand the list of them.

// With what each claim states now and who disputes it, so that later changes can be told.
function saved(root) {
  const { words, version } = root
  const items = briefing.draft.items.map((item) => {
    const told = item.kind === "claim" ? words[item.text] : null
    return told ? { ...item, said: told.statement, against: told.against } : item
  })
  saveDraft({ ...briefing.draft, version, items })
}

function line(store, id, words) {
  const known = words[id]
  return node("li", {}, [
    node("div", {}, [
      node("span", { text: known ? known.statement : id }),
      ...(known ? [node("div", { class: "from", text: known.article })] : []),
      ...(known?.disputed
        ? [node("div", { class: "against", text: `Its other side comes along: disputed by ${known.disputed}` })]
        : []),
    ]),
    node("button", {
      text: "×",
      title: "Remove from the briefing",
      "aria-label": `Remove from the briefing: ${known ? known.statement : id}`,
      onClick: () => store.remove([id]),
    }),
  ])
}

function offer(store, draw) {
  const count = store.earlier.items.filter((item) => item.kind === "claim").length
  const name = store.earlier.title ? `“${store.earlier.title.slice(0, 60)}”` : "without a title"
  const taken = (draft) => {
    store.earlier = null
    if (draft) store.replace(draft)
    draw()
  }
  return [
    node("p", { text: `An earlier briefing ${name}, ${count} claims, is kept in this browser.` }),
    node("div", { class: "row" }, [
      node("button", { text: "Open it instead", onClick: () => taken(store.earlier) }),
      node("button", { text: "Discard it", onClick: () => taken(null) }),
    ]),
  ]
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const root = parentElement.querySelector(".tray")
  // What the data of another version said is asked for anew.
  if (root.version !== data.version) root.words = root.asked = null
  root.version = data.version
  root.words = { ...(root.words ?? {}), ...data.words }
  // Asked for once each; an id that the data do not hold stays without words.
  root.asked ??= new Set()

  if (!root.children.length) {
    const panel = node("div", { class: "panel", id: "panel", hidden: true })
    const button = node("button", {
      class: "switch",
      "aria-expanded": "false",
      onClick: () => {
        panel.hidden = !panel.hidden
        root.draw()
      },
    })
    root.append(button, panel)
    const away = (event) => {
      if (event.type === "keydown" ? event.key === "Escape" : !event.composedPath().includes(root)) {
        if (event.type === "keydown" && !panel.hidden) button.focus()
        if (!panel.hidden) {
          panel.hidden = true
          root.draw()
        }
      }
    }
    for (const kind of ["click", "keydown"]) {
      document.addEventListener(kind, away)
      endsWith(root, () => document.removeEventListener(kind, away))
    }
    endsWith(root, briefing.listen(() => root.draw?.()))
  }

  root.draw = () => {
    const [button, panel] = root.children
    const ids = briefing.claims()
    button.replaceChildren(
      "Briefing ",
      node("b", { text: ids.length.toLocaleString("en") }),
    )
    button.setAttribute("aria-label", `Briefing: ${ids.length} claims`)
    button.setAttribute("aria-expanded", String(!panel.hidden))
    if (panel.hidden) return
    const unasked = ids.filter((id) => !root.words[id] && !root.asked.has(id))
    if (unasked.length) {
      for (const id of unasked) root.asked.add(id)
      setStateValue("asked", ids)
    }
    // Whoever works by keyboard stays at the place of the button that was pressed.
    const focused = panel.getRootNode().activeElement
    const place = [...panel.querySelectorAll("button")].indexOf(focused)
    const scrolled = panel.querySelector("ol")?.scrollTop ?? 0
    panel.replaceChildren(
      ...(briefing.earlier ? offer(briefing, root.draw) : []),
      ...(ids.length
        ? [node("ol", {}, ids.map((id) => line(briefing, id, root.words)))]
        : [node("p", { text: "No claim yet. Tick claims in the list, or add the one that is open." })]),
      ...(briefing.fits()
        ? []
        : [
            node("p", {
              text: `The address holds the first 500 of these ${ids.length} claims: save the briefing as a file to keep all.`,
            }),
          ]),
      node("div", { class: "row" }, [
        node("button", {
          class: "main",
          text: "Open the briefing",
          onClick: () => {
            panel.hidden = true
            root.draw()
            setTriggerValue("opened", true)
          },
        }),
        ...(ids.length
          ? [
              node("button", { text: "Save as a file", onClick: () => saved(root) }),
              node("button", { text: "Remove all", onClick: () => briefing.remove(ids) }),
            ]
          : []),
      ]),
    )
    if (panel.querySelector("ol")) panel.querySelector("ol").scrollTop = scrolled
    const buttons = panel.querySelectorAll("button")
    if (place >= 0) buttons[Math.min(place, buttons.length - 1)].focus({ preventScroll: true })
  }
  root.draw()
  return leaving(root)
}
