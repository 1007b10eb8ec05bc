// The document in a frame that runs no script. A new one is made ready behind the one that is seen,
// and takes its place where that had been read to.

// Without its scripts, which the frame would refuse to run. Links lead to new windows; those within
// the document stay in it.
function toBeSeen(html) {
  const inside = new DOMParser().parseFromString(html, "text/html")
  for (const script of inside.querySelectorAll("script")) script.remove()
  for (const link of inside.querySelectorAll("a[href]")) {
    if (link.getAttribute("href").startsWith("#")) continue
    link.target = "_blank"
    link.rel = "noopener noreferrer"
  }
  return `<!doctype html>${inside.documentElement.outerHTML}`
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".preview")
  if (root.html === data.html && root.why === data.why) return
  root.html = data.html
  root.why = data.why
  if (!data.html) {
    const why = document.createElement("p")
    why.textContent = data.why
    const sheet = document.createElement("div")
    sheet.className = "sheet"
    sheet.append(why)
    root.replaceChildren(sheet)
    return
  }
  for (const waiting of root.querySelectorAll(".next")) waiting.remove()
  const before = root.querySelector("iframe")
  const frame = document.createElement("iframe")
  frame.title = "What the document looks like"
  frame.className = "next"
  // No scripts, whatever stands in the document; of this origin, so that its place can be kept.
  frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox")
  frame.srcdoc = toBeSeen(data.html)
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument
    if (!inside || frame.className !== "next") return
    const scrolled = before?.contentDocument?.scrollingElement?.scrollTop ?? 0
    inside.scrollingElement?.scrollTo(0, scrolled)
    frame.className = ""
    for (const other of [...root.children]) if (other !== frame) other.remove()
  })
  root.append(frame)
}
