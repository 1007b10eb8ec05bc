// What the map looks like. Every text goes in by textContent.

const SPACE = "http://www.w3.org/2000/svg"
const COARSE_BELOW = 5 // pixels a degree
const outlinesAt = new Map()

function shape(tag, attributes = {}, children = []) {
  const element = document.createElementNS(SPACE, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

// The outlines of countries, which every map of this page shares; browsers keep them.
function outlines(address) {
  if (!outlinesAt.has(address)) {
    const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    outlinesAt.set(address, asked)
    asked.catch(() => outlinesAt.delete(address))
  }
  return outlinesAt.get(address)
}

function landNodes(countries) {
  return countries.map(([code, fine, coarse]) => {
    const path = shape("path", { "data-code": code, d: fine })
    return Object.assign(path, { drawn: fine, forms: [fine, coarse || fine] })
  })
}

// Only what is in view is drawn, and no finer than can be seen: so the map follows the hand.
function thin(root, width, height) {
  const { view, parts } = root
  const wide = width / 2 / view.narrow / view.scale
  const high = height / 2 / view.scale
  for (const path of parts.land.children) {
    const { x, y, width: across, height: down } = (path.bounds ??= path.getBBox())
    const inside =
      x / 100 < view.x + wide && (x + across) / 100 > view.x - wide && -y / 100 > view.y - high && -(y + down) / 100 < view.y + high
    if (path.inside !== inside) path.style.display = (path.inside = inside) ? "" : "none"
    const drawn = path.forms[view.scale < COARSE_BELOW ? 1 : 0]
    if (inside && path.drawn !== drawn) path.setAttribute("d", (path.drawn = drawn))
  }
}

function circleNode(circle, place) {
  const { left, top, size, marks, incidents, disputed } = circle
  const parts = [shape("circle", { class: "mark", r: size })]
  if (disputed) parts.unshift(shape("circle", { class: "ring", r: size + 3.5 }))
  if (incidents > 1) parts.push(numberNode(incidents))
  return markNode(`spot ${marks[0].form}`, left, top, parts, circle, place)
}

function tagNode(tag, place) {
  const { left, top, wide, high, incidents, disputed } = tag
  const box = (grown) => ({ x: -wide - grown, y: -high - grown, width: 2 * (wide + grown), height: 2 * (high + grown), rx: 3 })
  const parts = [shape("rect", { class: "mark", ...box(0) }), numberNode(incidents)]
  if (disputed) parts.unshift(shape("rect", { class: "ring", ...box(3.5) }))
  return markNode("country", left, top, parts, tag, place)
}

function numberNode(count) {
  const text = shape("text", { dy: "0.35em" })
  text.textContent = count.toLocaleString("en")
  return text
}

function markNode(kind, left, top, parts, mark, place) {
  const node = shape(
    "g",
    {
      class: kind,
      id: `mark-${place}`,
      role: "option",
      "aria-selected": "false",
      "aria-label": told(mark),
      transform: `translate(${left.toFixed(1)},${top.toFixed(1)})`,
    },
    parts,
  )
  node.mark = mark
  return node
}

// What a mark says when it is pointed at; several places under one circle are named.
function told({ marks, incidents }) {
  if (marks.length === 1) return marks[0].tip
  const names = marks.slice(0, 4).map((mark) => `${mark.name} (${mark.incidents.toLocaleString("en")})`)
  const more = marks.length - names.length
  const rest = more > 0 ? `, and ${more} more` : ""
  return `${incidents.toLocaleString("en")} incidents at ${marks.length} places: ${names.join(", ")}${rest}`
}

// Land and marks as the view has them; the nodes of the land are kept, only moved.
function draw(root) {
  cancelAnimationFrame(root.asked)
  root.asked = 0
  const { view, data, parts } = root
  const [width, height] = [parts.svg.clientWidth, parts.svg.clientHeight]
  if (!view || !width || !height) return
  const scale = [(view.narrow * view.scale) / 100, view.scale / 100]
  const [left, top] = toPixels(view, width, height, 0, 0)
  parts.land.setAttribute("transform", `translate(${left},${top}) scale(${scale})`)
  thin(root, width, height)
  const circles = merged(data.marks, view, width, height)
  const tags = tagged(data.marks, circles, view, width, height)
  const seen = (one) => one.left > -40 && one.top > -40 && one.left < width + 40 && one.top < height + 40
  const nodes = [...circles.filter(seen).map(circleNode)]
  nodes.push(...tags.filter(seen).map((tag, place) => tagNode(tag, nodes.length + place)))
  for (const node of nodes) {
    const open = node.mark.marks.some((mark) => data.open.includes(mark.key) || data.held.includes(mark.key))
    node.classList.toggle("open", open)
    if (open) node.setAttribute("aria-current", "true")
  }
  // Whoever went to a mark by keyboard stays at it, or at the one that it has merged with.
  const reached = parts.marks.children[root.active]?.mark.marks[0].key
  parts.marks.replaceChildren(...nodes)
  const beside = tags.filter(({ left, top, x, y }) => Math.hypot(left - x, top - y) > 20)
  const leaders = beside.map(({ left, top, x, y }) => shape("line", { class: "leader", x1: x, y1: y, x2: left, y2: top }))
  parts.leaders.replaceChildren(...leaders)
  parts.box.classList.remove("drawing")
  drawBox(root, data.area && cornersOf(root, data.area))
  activate(root, reached ? nodes.findIndex(({ mark }) => mark.marks.some(({ key }) => key === reached)) : -1)
}

function cornersOf(root, [west, south, east, north]) {
  const [width, height] = [root.parts.svg.clientWidth, root.parts.svg.clientHeight]
  const [left, top] = toPixels(root.view, width, height, west, north)
  const [right, bottom] = toPixels(root.view, width, height, east, south)
  return [left, top, right, bottom]
}

function drawBox(root, corners) {
  const { box } = root.parts
  box.style.display = corners ? "" : "none"
  if (!corners) return
  const [left, top, right, bottom] = corners
  const place = { x: Math.min(left, right), y: Math.min(top, bottom), width: Math.abs(right - left), height: Math.abs(bottom - top) }
  for (const [name, value] of Object.entries(place)) box.setAttribute(name, value)
}

// Countries with incidents are tinted, those that the filter keeps outlined.
function tint(root) {
  const { countries, chosen } = root.data
  for (const path of root.parts.land.children) {
    const known = countries[path.dataset.code]
    path.classList.toggle("known", Boolean(known))
    path.classList.toggle("some", Boolean(known?.incidents))
    path.classList.toggle("chosen", chosen.includes(path.dataset.code))
  }
  // What is outlined lies over its neighbours' borders.
  root.parts.land.append(...root.parts.land.querySelectorAll(".chosen"))
}
