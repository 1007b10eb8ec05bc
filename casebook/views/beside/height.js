// The height of list and article side by side: what the window leaves below the charts.

const LEAST = 416
// Where charts stand below one another (see page.css), list and article fill a window of their own.
const STACKED = "(max-width: 1199px)"

function fill(root, beside = true) {
  root.classList.toggle("beside", beside)
  if (!beside) return
  const host = root.getRootNode().host ?? root
  const place = (element) => element.getBoundingClientRect().top
  let scroller = host
  while (scroller.parentElement && !(scroller.scrollTop > 0)) scroller = scroller.parentElement
  // The reader's column stays in view while the page is scrolled; the row of both columns does not.
  const column = host.closest("[data-testid=stColumn]")
  // On a phone it lies over the page, see page.css.
  if (column && getComputedStyle(column).position === "fixed") {
    const room = column.getBoundingClientRect().bottom - place(root) - 8
    root.style.setProperty("--height", `${Math.round(room)}px`)
    return
  }
  const stuck = column ? place(column) - place(column.parentElement) : 0
  const top = place(root) - stuck + scroller.scrollTop
  const own = matchMedia(STACKED).matches ? window.innerHeight - 96 : LEAST
  const height = Math.round(Math.max(LEAST, own, window.innerHeight - top - 12))
  root.style.setProperty("--height", `${height}px`)
}

// Keep the height whenever the page above takes another shape, as when its charts are drawn.
function keepFilled(root, beside = () => true) {
  let asked = 0
  const again = () => {
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => root.isConnected && fill(root, beside()))
  }
  window.addEventListener("resize", again)
  endsWith(root, () => window.removeEventListener("resize", again))
  const host = root.getRootNode().host ?? root
  const shapes = new ResizeObserver(again)
  endsWith(root, () => shapes.disconnect())
  shapes.observe(document.body)
  for (const name of ["stVerticalBlock", "stMainBlockContainer"]) {
    const part = host.closest(`[data-testid=${name}]`)
    if (part) shapes.observe(part)
  }
}
