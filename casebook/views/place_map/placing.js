// Where things stand on the map. A view is the place in its middle, in degrees, and how many pixels
// a degree of latitude has; degrees of longitude are narrower by one factor for the whole map.

const WIDEST = 1600
const SPREADS = [14, 20, 28, 38, 50, 64]

function fitted([west, south, east, north], width, height) {
  const y = (south + north) / 2
  const narrow = Math.cos((Math.min(Math.abs(y), 60) * Math.PI) / 180)
  const scale = Math.min(width / ((east - west) * narrow), height / (north - south))
  return { x: (west + east) / 2, y, narrow, scale }
}

function toPixels(view, width, height, x, y) {
  return [width / 2 + (x - view.x) * view.narrow * view.scale, height / 2 - (y - view.y) * view.scale]
}

function toDegrees(view, width, height, left, top) {
  return [view.x + (left - width / 2) / view.narrow / view.scale, view.y - (top - height / 2) / view.scale]
}

// The view so many times as near, with the place under these pixels where it was.
function nearer(view, times, width, height, left, top, least) {
  const scale = Math.min(Math.max(view.scale * times, least), WIDEST)
  const [x, y] = toDegrees(view, width, height, left, top)
  const part = view.scale / scale
  return { ...view, scale, x: x + (view.x - x) * part, y: y + (view.y - y) * part }
}

// The world stays in view: its edges do not come further in than the middle.
function kept(view) {
  return { ...view, x: Math.min(Math.max(view.x, -180), 180), y: Math.min(Math.max(view.y, -80), 84) }
}

// The area of a circle grows with the number of original sources; many circles are smaller.
function radius({ origins, incidents }, most, count) {
  const grown = 6 + 16 * Math.sqrt(Math.max(origins - 1, 0) / Math.max(most, 25)) * Math.min(1, Math.sqrt(50 / count))
  return incidents > 1 ? Math.max(grown, 6 + 3.2 * String(incidents).length) : grown
}

// Circles of which one would lie over the middle of the other are one, with all their incidents.
function merged(marks, view, width, height) {
  const most = Math.max(1, ...marks.map((mark) => mark.origins))
  const circles = []
  const largest = marks.filter((mark) => !mark.country).sort((a, b) => b.origins - a.origins)
  for (const mark of largest) {
    const [left, top] = toPixels(view, width, height, mark.x, mark.y)
    const size = radius(mark, most, largest.length)
    const under = circles.find((one) => Math.hypot(one.left - left, one.top - top) < Math.max(one.size, size))
    if (under) {
      under.marks.push(mark)
      under.incidents += mark.incidents
      under.disputed += mark.disputed
      under.size = radius(under, most, largest.length)
    } else {
      const { origins, incidents, disputed } = mark
      circles.push({ left, top, size, marks: [mark], origins, incidents, disputed })
    }
  }
  return circles
}

// The tags of countries of which nothing narrower is told: at their own places, or beside them where
// something stands there already.
function tagged(marks, circles, view, width, height) {
  const taken = circles.map(({ left, top, size }) => ({ left, top, wide: size, high: size }))
  const free = (left, top, wide, high) =>
    !taken.some(
      (one) => Math.abs(one.left - left) < one.wide + wide + 2 && Math.abs(one.top - top) < one.high + high + 2,
    )
  return marks
    .filter((mark) => mark.country)
    .map((mark) => {
      const [x, y] = toPixels(view, width, height, mark.x, mark.y)
      const [wide, high] = [6 + 3.6 * String(mark.incidents).length, 9]
      let [left, top] = [x, y]
      search: for (const far of [0, ...SPREADS]) {
        for (let turn = 0; turn < 8; turn++) {
          const angle = (turn * Math.PI) / 4
          const [to, down] = [x + far * Math.cos(angle), y + far * Math.sin(angle)]
          if (!free(to, down, wide, high)) continue
          ;[left, top] = [to, down]
          break search
        }
      }
      taken.push({ left, top, wide, high })
      return { left, top, x, y, wide, high, marks: [mark], incidents: mark.incidents, disputed: mark.disputed }
    })
}
