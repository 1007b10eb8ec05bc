// Hands on the map: dragging moves it, with shift (or after "Select an area") it draws a box, two
// fingers and control with the wheel bring it nearer, arrow keys go from mark to mark.

const STILL = 4

function moves(root) {
  const { svg } = root.parts
  const down = new Map()
  let start = null

  const at = (event) => {
    const place = svg.getBoundingClientRect()
    return [event.clientX - place.left, event.clientY - place.top]
  }
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return
    down.set(event.pointerId, at(event))
    start = { from: at(event), view: root.view, moved: false, boxes: event.shiftKey || root.boxing, fingers: down.size }
    hideTip(root)
  })
  svg.addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return
    const before = new Map(down)
    down.set(event.pointerId, at(event))
    const [[left, top], to] = [start.from, at(event)]
    if (!start.moved && Math.hypot(to[0] - left, to[1] - top) < STILL) return
    start.moved = true
    svg.setPointerCapture(event.pointerId)
    if (down.size > 1) return pinch(before, down)
    if (start.fingers > 1) return
    if (start.boxes) {
      root.parts.box.classList.add("drawing")
      return drawBox(root, [left, top, ...to])
    }
    const { narrow, scale } = start.view
    const x = start.view.x - (to[0] - left) / narrow / scale
    look(root, { ...root.view, x, y: start.view.y + (to[1] - top) / scale })
  })
  const up = (event) => {
    if (!down.delete(event.pointerId) || down.size) return
    const was = start
    if (!was.moved) return event.type === "pointerup" && clicked(root, event)
    if (was.boxes && was.fingers === 1) boxed(root, was.from, at(event))
  }
  svg.addEventListener("pointerup", up)
  svg.addEventListener("pointercancel", up)

  function pinch(before, now) {
    const [[a, b], [c, d]] = [[...before.values()], [...now.values()]]
    if (!a || !b) return
    const middle = [(c[0] + d[0]) / 2, (c[1] + d[1]) / 2]
    const times = Math.hypot(c[0] - d[0], c[1] - d[1]) / (Math.hypot(a[0] - b[0], a[1] - b[1]) || 1)
    const shift = [middle[0] - (a[0] + b[0]) / 2, middle[1] - (a[1] + b[1]) / 2]
    const { narrow, scale } = root.view
    zoom(root, times, middle, { x: root.view.x - shift[0] / narrow / scale, y: root.view.y + shift[1] / scale })
  }

  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom(root, Math.exp(-event.deltaY / 240), at(event))
    },
    { passive: false },
  )
  svg.addEventListener("mousemove", (event) => !down.size && showTip(root, event.target, at(event)))
  svg.addEventListener("mouseleave", () => hideTip(root))
  svg.addEventListener("keydown", (event) => pressed(root, event))
  svg.addEventListener("blur", () => activate(root, -1))
}

function look(root, view) {
  root.view = kept(view)
  root.moved = true
  cancelAnimationFrame(root.asked)
  root.asked = requestAnimationFrame(() => draw(root))
}

function zoom(root, times, at = null, shifted = {}) {
  const { svg } = root.parts
  const [width, height] = [svg.clientWidth, svg.clientHeight]
  const [left, top] = at ?? [width / 2, height / 2]
  look(root, nearer({ ...root.view, ...shifted }, times, width, height, left, top, Math.min(width / 400, height / 200)))
}

function fit(root) {
  const { svg } = root.parts
  if (!svg.clientWidth) return
  root.view = fitted(root.data.extent, svg.clientWidth, svg.clientHeight)
  root.moved = false
  draw(root)
}

function clicked(root, event) {
  const add = event.shiftKey || event.ctrlKey || event.metaKey
  const { data } = root
  const mark = event.target.closest("[role=option]")?.mark
  const code = event.target.dataset?.code
  if (mark) pick(root, mark)
  else if (code && data.countries[code]) root.send("filtered", { country: code, add })
  else if (!add && (data.chosen.length || data.area)) root.send("filtered", { clear: true })
}

function pick(root, mark) {
  const [{ claim }] = mark.marks
  root.there = null
  // On a phone the article would lie over the list of several incidents, from which one is chosen.
  const over = mark.incidents > 1 && matchMedia("(max-width: 640px)").matches
  if (!over) window.dispatchEvent(new CustomEvent("casebook-opening", { detail: claim }))
  root.send("picked", { claim, keys: mark.marks.map((one) => one.key), token: Date.now() })
}

function boxed(root, from, to) {
  const { svg } = root.parts
  const corners = [from, to].map(([left, top]) =>
    toDegrees(root.view, svg.clientWidth, svg.clientHeight, left, top),
  )
  const [[a, b], [c, d]] = corners
  const area = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  boxes(root, false)
  root.send("filtered", { area })
}

function boxes(root, on) {
  root.boxing = on
  root.parts.svg.classList.toggle("boxing", on)
  root.parts.area.setAttribute("aria-pressed", String(on))
}

function pressed(root, event) {
  // A key goes by the marks that there are now, not by those of before the last key.
  if (root.asked) draw(root)
  const count = root.parts.marks.children.length
  const to = { ArrowRight: root.active + 1, ArrowDown: root.active + 1, ArrowLeft: root.active - 1, ArrowUp: root.active - 1, Home: 0, End: count - 1 }[event.key]
  if (to !== undefined) activate(root, (to + count) % (count || 1))
  else if (event.key === "Enter" || event.key === " ") {
    const node = root.parts.marks.children[root.active]
    if (node) pick(root, node.mark)
  } else if (event.key === "+" || event.key === "=") zoom(root, 1.6)
  else if (event.key === "-") zoom(root, 1 / 1.6)
  else if (event.key === "0") fit(root)
  else if (event.key === "Escape" && root.boxing) boxes(root, false)
  else return
  event.preventDefault()
}

// The mark that the keyboard stands on, with what it says.
function activate(root, place) {
  const { svg, marks } = root.parts
  marks.querySelector(".active")?.classList.remove("active")
  root.active = place
  const node = marks.children[place]
  if (!node) {
    svg.removeAttribute("aria-activedescendant")
    if (place < 0) hideTip(root)
    return
  }
  node.classList.add("active")
  svg.setAttribute("aria-activedescendant", node.id)
  showTip(root, node, [node.mark.left, node.mark.top])
}

function showTip(root, target, [left, top]) {
  const { tip, svg } = root.parts
  const mark = target.closest?.("[role=option]")?.mark
  const text = mark ? told(mark) : root.data.countries[target.dataset?.code]?.tip
  tip.hidden = !text
  if (!text) return
  tip.textContent = text
  const wide = svg.clientWidth
  tip.style.left = `${Math.min(Math.max(left - 120, 6), Math.max(wide - 266, 6))}px`
  const above = top > svg.clientHeight / 2
  tip.style.top = above ? "" : `${top + 18}px`
  tip.style.bottom = above ? `${svg.clientHeight - top + 18}px` : ""
}

function hideTip(root) {
  root.parts.tip.hidden = true
}
