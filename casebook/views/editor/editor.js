
// The editor: everything that is written goes into the store at once. The server's answers fill in
// the words of claims.

function madeDesk(root, data) {
  const desk = {
    root,
    data,
    nodes: new Map(),
    gone: new Set(),
    unsupported: new Map(),
    current: null,
    asked: null,
    sent: null,
    // Whether the data hold nothing of this name; what the server has not answered yet is no such.
    lacks: (id) => desk.gone.has(id),
    titled: (key) => desk.data.figures.find((one) => one.key === key)?.title,
    described: (query) => (query === desk.data.query ? desk.data.selection : query && "…"),
    empty: () => {
      const { items, title, date, judgement, addition } = briefing.draft
      return !(items.length || title || date || judgement || addition)
    },
    place() {
      const { items } = briefing.draft
      if (desk.current === "top") return 0
      const at = desk.current ? items.indexOf(desk.current.item) : -1
      return at < 0 ? items.length : at + 1
    },
    stand(place) {
      if (desk.current === place) return
      desk.current?.classList?.remove("current")
      desk.current = place
      place?.classList?.add("current")
      desk.insertBar.show()
    },
    room: (count) => briefing.draft.items.length + count <= desk.data.most,
    insert(fresh, at) {
      if (!desk.room(fresh.length)) {
        const most = desk.data.most.toLocaleString("en")
        desk.notice({ text: `A briefing has at most ${most} items: nothing was inserted.` })
        return
      }
      const items = [...briefing.draft.items]
      items.splice(at, 0, ...fresh)
      briefing.change({ items })
    },
    take(li) {
      if (desk.current === li) desk.stand(li.previousElementSibling)
      briefing.change({ items: briefing.draft.items.filter((one) => one !== li.item) })
    },
    announce(text) {
      // The same words said again are heard only where they differ.
      desk.live.textContent = desk.live.textContent === text ? `${text}\u00a0` : text
    },
    notice({ text, lines = [], actions = [] }) {
      const close = () => desk.told.replaceChildren()
      const acts = actions.map(([label, act]) =>
        node("button", {
          text: label,
          onClick: () => {
            close()
            act()
            // Whoever works by keyboard is not left nowhere.
            if (!root.getRootNode().activeElement) desk.told.querySelector("button")?.focus()
          },
        }),
      )
      desk.told.replaceChildren(
        node("div", { class: "notice" }, [
          node("p", { text }),
          ...(lines.length ? [node("ul", {}, lines.map((line) => node("li", { text: line })))] : []),
          node("div", { class: "row" }, [...acts, node("button", { text: "Close", onClick: close })]),
        ]),
      )
    },
  }
  sending(desk)
  built(desk)
  return desk
}

function built(desk) {
  const { root } = desk
  const top = (element) => {
    element.addEventListener("focusin", () => desk.stand("top"))
    return element
  }
  const words = (name, options) =>
    field(desk, { name, onText: (text) => briefing.change({ [options.of ?? name]: text }), ...options })
  desk.title = words("title", { label: "Title", hint: "Title" })
  desk.date = words("date", { label: "Date line", hint: "Date line, such as Kabul, 5 March 2026" })
  desk.judgement = words("judgement", { label: "Key judgement", hint: "Key judgement: what a reader must know first" })
  desk.addition = words("addition", {
    label: "Added to the source summary",
    hint: "Add what the data can’t say: how sources were chosen, what is missing",
  })
  const { button, panel } = citing(desk, desk.judgement)
  desk.judgedNumbers = watching(desk, desk.judgement)
  desk.judged = node("div", { class: "cited" })
  desk.list = node("ol", { class: "items" })
  desk.emptiness = node("div", { class: "emptiness" })
  desk.sources = node("p", { class: "sources" })
  desk.rests = node("section", { class: "rests" }, [
    node("h2", { text: "What this rests on" }),
    desk.sources,
    desk.addition,
  ])
  desk.addition.addEventListener("focus", () => desk.stand(null))
  desk.live = node("div", { class: "unseen", "aria-live": "polite" })
  desk.told = node("div", { class: "told", role: "status" })
  desk.toolbar = toolbar(desk)
  desk.insertBar = insertBar(desk)
  desk.earlier = node("div", { class: "earlier" })
  root.replaceChildren(
    desk.toolbar,
    desk.earlier,
    node("div", { class: "sheet" }, [
      top(desk.title),
      top(desk.date),
      top(
        node("div", { class: "judged" }, [
          node("div", { class: "with-tool" }, [desk.judgedNumbers.under, button]),
          desk.judgedNumbers.says,
          desk.judged,
          panel,
        ]),
      ),
      desk.emptiness,
      desk.list,
      desk.rests,
    ]),
    node("div", { class: "foot" }, [desk.told, desk.insertBar]),
    desk.live,
  )
  desk.emptiness.append(
    node("p", {
      text: "Nothing is written yet. Add claims with “Add to the briefing” in the list or beside an article, or begin below with a heading or words of your own.",
    }),
    desk.toolbar.opens(),
  )
}

// Words of claims that were told once are kept, for an Undo and so that nothing is drawn anew for
// them, as long as the data are the same.
function heard(desk, data) {
  const same = desk.data.version === data.version
  if (!same) seenLast(desk.data, data)
  const before = same ? desk.data : {}
  const merged = ["claims", "others", "queries", "subjects"].map((name) => [
    name,
    { ...data[name], ...before[name] },
  ])
  desk.data = { ...data, ...Object.fromEntries(merged) }
  desk.gone = new Set(data.gone)
  desk.unsupported = new Map(data.unsupported.map((pieces) => [pieces.map(([words]) => words).join(""), pieces]))
}

// The data changed under the open page: claims that they changed keep what was seen of them.
function seenLast(before, now) {
  const items = briefing.draft.items.map((item) => {
    const [old, fresh] = [before.claims[item.text], now.claims[item.text]]
    if (item.kind !== "claim" || item.said || !old) return item
    const differs = fresh?.said !== old.said || fresh.against.some((id) => !old.against.includes(id))
    return differs ? { ...item, said: old.said, against: old.against } : item
  })
  if (items.some((item, at) => item !== briefing.draft.items[at])) briefing.change({ items })
}

function nodesOf(desk) {
  const { items } = briefing.draft
  const alike = (item) => `${item.kind}\n${item.text}\n${item.query ?? ""}`
  const held = new Set(items)
  // A draft that comes from the server has new items; those that say the same keep their nodes.
  const free = new Map()
  for (const [item, li] of desk.nodes) {
    if (held.has(item)) continue
    desk.nodes.delete(item)
    free.set(alike(item), [...(free.get(alike(item)) ?? []), li])
  }
  return items.map((item) => {
    const li = desk.nodes.get(item) ?? free.get(alike(item))?.shift() ?? itemNode(desk, item)
    desk.nodes.set(item, li)
    if (li.item !== item || li.data !== desk.data) {
      li.data = desk.data
      li.show(item)
    }
    return li
  })
}

function drawn(desk) {
  const { title, date, judgement, addition } = briefing.draft
  fill(desk.title, title)
  fill(desk.date, date)
  fill(desk.judgement, judgement)
  fill(desk.addition, addition)
  showCited(desk, desk.judged, judgement)
  desk.judgedNumbers.show(judgement)
  const nodes = nodesOf(desk)
  const { children } = desk.list
  if (nodes.length !== children.length || nodes.some((one, at) => one !== children[at])) {
    reorder(desk.list, nodes)
    if (!GROWS_ITSELF) for (const area of desk.list.querySelectorAll("textarea")) grow(area)
  }
  desk.sources.textContent = desk.data.sources
  desk.rests.hidden = desk.empty()
  desk.emptiness.hidden = !desk.empty()
  desk.toolbar.show()
  desk.insertBar.show()
  shownEarlier(desk)
}

function shownEarlier(desk) {
  const { earlier } = briefing
  if (desk.earlier.of === earlier) return
  desk.earlier.of = earlier
  if (!earlier) {
    desk.earlier.replaceChildren()
    return
  }
  const name = earlier.title ? `“${excerpt(earlier.title)}”` : "without a title"
  const count = earlier.items.filter((item) => item.kind === "claim").length
  const done = (act) => () => {
    briefing.earlier = null
    shownEarlier(desk)
    act?.()
  }
  desk.earlier.replaceChildren(
    node("div", { class: "notice" }, [
      node("p", { text: `An earlier briefing ${name}, ${count === 1 ? "1 claim" : `${count} claims`}, is kept in this browser.` }),
      node("div", { class: "row" }, [
        node("button", { text: "Open it instead", onClick: done(() => swapped(desk, earlier, "The earlier briefing is open.")) }),
        node("button", { text: "Discard it", onClick: done() }),
      ]),
    ]),
  )
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const root = parentElement.querySelector(".editor")
  const first = !root.desk
  if (first) root.desk = madeDesk(root, data)
  const { desk } = root
  desk.state = setStateValue
  desk.trigger = setTriggerValue
  // A server that was restarted has heard of no draft.
  if (desk.session !== data.session) desk.sent = null
  desk.session = data.session
  heard(desk, data)
  if (first) {
    const stop = briefing.listen(() => {
      if (!root.isConnected && root.seen) return stop?.()
      root.seen ||= root.isConnected
      drawn(desk)
      if (desk.sent === null) desk.send()
      else desk.later()
    })
  } else drawn(desk)
  if (desk.sent === null) desk.send()
  answered(desk, data.answer)
}
