
// Numbers of a field that no claim cited in it has: an underline behind the words, a line below.
// What was told of other words than stand there now is not shown.

const MOST_TOLD = 5
let watched = 0

function watching(desk, area) {
  const mirror = node("div", { class: `mirror ${area.className}`, "aria-hidden": "true", dir: "auto" })
  const says = node("div", { class: "says", id: `says-${(watched += 1)}` })
  const under = node("div", { class: "under" }, [mirror, area])
  let drawn = null

  function show(text) {
    const pieces = desk.unsupported.get(text) ?? null
    if (pieces === drawn) return
    drawn = pieces
    const lines = pieces ? inLines(pieces, desk.data.uncited) : []
    const underlined = lines.some(({ quiet }) => !quiet)
    mirror.replaceChildren(
      ...(underlined ? pieces.map(([words, why]) => (why ? node("mark", { text: words }) : words)) : []),
    )
    const more = lines.length - MOST_TOLD
    says.replaceChildren(
      ...lines.slice(0, MOST_TOLD).map(({ text, quiet }) => node("p", { class: quiet ? "quiet" : null, text })),
      ...(more > 0 ? [node("p", { text: `And ${more} more, underlined above.` })] : []),
    )
    if (lines.length) area.setAttribute("aria-describedby", says.id)
    else area.removeAttribute("aria-describedby")
  }
  return { under, says, show }
}

// One line for each number; one for all of them where no claim is cited at all.
function inLines(pieces, uncited) {
  const words = new Map()
  for (const [said, why] of pieces) {
    if (why) words.set(why, (words.get(why) ?? new Set()).add(said))
  }
  return [...words].map(([why, said]) => {
    const quiet = why === uncited
    const named = [...said].slice(0, MOST_TOLD).join(", ")
    const more = said.size > MOST_TOLD ? " and others" : ""
    return { quiet, text: quiet ? `${named}${more}: ${why}` : `${why[0].toUpperCase()}${why.slice(1)}` }
  })
}
