// The height of list and article side by side: what the window leaves below the charts.

const LEAST = 416

function fill(root, beside = true) {
  root.classList.toggle("beside", beside)
  if (!beside) return
  let scroller = root.getRootNode().host ?? root
  while (scroller.parentElement && !(scroller.scrollTop > 0)) scroller = scroller.parentElement
  const top = root.getBoundingClientRect().top + scroller.scrollTop
  const height = Math.round(Math.max(LEAST, window.innerHeight - top - 14))
  root.style.setProperty("--height", `${height}px`)
}

// Keep the height whenever the page above takes another shape.
function keepFilled(root, beside = () => true) {
  const again = () => root.isConnected && fill(root, beside())
  window.addEventListener("resize", again)
  new ResizeObserver(again).observe(document.body)
  const column = (root.getRootNode().host ?? root).closest("[data-testid=stVerticalBlock]")
  if (column) new ResizeObserver(again).observe(column)
}
