
// Moving and removing items: by keyboard, by buttons, with a mouse or a finger.

const EDGE = 90
const QUICK = 14

function moveTo(desk, li, place) {
  const items = [...briefing.draft.items]
  const from = items.indexOf(li.item)
  const to = Math.min(Math.max(place, 0), items.length - 1)
  if (from < 0) return
  if (to !== from) {
    items.splice(from, 1)
    items.splice(to, 0, li.item)
    briefing.change({ items })
  }
  desk.announce(to === from ? `Stays at ${to + 1} of ${items.length}` : `Moved to ${to + 1} of ${items.length}`)
  li.scrollIntoView({ block: "nearest" })
}

function moveBy(desk, li, by) {
  moveTo(desk, li, briefing.draft.items.indexOf(li.item) + by)
}

function removed(desk, li) {
  const item = li.item
  const at = briefing.draft.items.indexOf(item)
  const after = li.nextElementSibling ?? li.previousElementSibling
  const what = `${KIND[item.kind]} removed: ${excerpt(li.named?.split(": ").slice(1).join(": "))}`
  desk.take(li)
  const back = () => {
    desk.insert([item], Math.min(at, briefing.draft.items.length))
    desk.nodes.get(item)?.querySelector("textarea, button")?.focus()
  }
  desk.notice({ text: what, actions: [["Undo", back]] })
  after?.querySelector(".tools button:last-child")?.focus({ preventScroll: true })
}

function drags(desk, li, handle) {
  let drop = null
  let y = 0
  let scrolling = 0
  const scroller = () => document.querySelector("[data-testid=stMain]") ?? document.scrollingElement

  // Above which item it would come to stand: the one under the pointer, or the one after that.
  function aim() {
    const box = desk.list.getBoundingClientRect()
    const inside = Math.min(Math.max(y, box.top + 1), box.bottom - 1)
    const found = desk.list.getRootNode().elementFromPoint(box.left + box.width / 2, inside)
    const over = found?.closest?.("li.item")
    for (const one of desk.list.querySelectorAll(".drop-before, .drop-after")) {
      one.classList.remove("drop-before", "drop-after")
    }
    if (!over) return
    const { top, height } = over.getBoundingClientRect()
    const below = y > top + height / 2
    if (over !== li) over.classList.add(below ? "drop-after" : "drop-before")
    drop = briefing.draft.items.indexOf(over.item) + (below ? 1 : 0)
  }
  function scrolls() {
    const by = y < EDGE ? -QUICK : y > window.innerHeight - EDGE ? QUICK : 0
    if (by) {
      scroller().scrollTop += by
      aim()
    }
    scrolling = requestAnimationFrame(scrolls)
  }
  function end(kept) {
    cancelAnimationFrame(scrolling)
    li.classList.remove("lifted")
    handle.onpointermove = handle.onpointerup = handle.onpointercancel = null
    document.removeEventListener("keydown", escapes)
    for (const one of desk.list.querySelectorAll(".drop-before, .drop-after")) {
      one.classList.remove("drop-before", "drop-after")
    }
    const from = briefing.draft.items.indexOf(li.item)
    if (kept && drop !== null) moveTo(desk, li, drop > from ? drop - 1 : drop)
    drop = null
  }
  const escapes = (event) => event.key === "Escape" && end(false)

  handle.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return
    event.preventDefault()
    // Nothing else may change its size while it is aimed at.
    event.stopPropagation()
    handle.setPointerCapture(event.pointerId)
    li.classList.add("lifted")
    y = event.clientY
    scrolling = requestAnimationFrame(scrolls)
    document.addEventListener("keydown", escapes)
    handle.onpointermove = (moved) => {
      y = moved.clientY
      aim()
    }
    handle.onpointerup = () => end(true)
    handle.onpointercancel = () => end(false)
  })
}
