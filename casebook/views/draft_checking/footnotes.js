
// Footnotes in a text: the claim's id behind a sentence, as casebook/briefing/draft_check.py puts it.

const ENDING = /[.!?…]*["'”’»)\]]*/y
const NOTES = /(?:\[@[^[\]@\s]{1,200}\])*/y

function behind(pattern, text, at) {
  pattern.lastIndex = at
  return at + pattern.exec(text)[0].length
}

// From where to where each sentence stands in a text, with the footnotes behind it; null for one
// that was written anew since it was checked.
function placesOf(text, sentences) {
  let from = 0
  return sentences.map((one) => {
    const start = text.indexOf(one, from)
    if (start < 0) return null
    from = start + one.length
    return { start, end: behind(NOTES, text, behind(ENDING, text, from)) }
  })
}

function isCited(text, { start, end }, id) {
  return text.slice(start, end).includes(`[@${id}]`)
}

// The text with the footnote of a claim at a place, or without it where it is there.
function turned(text, place, id) {
  const { start, end } = place
  const note = `[@${id}]`
  const here = text.slice(start, end)
  return `${text.slice(0, start)}${isCited(text, place, id) ? here.replaceAll(note, "") : here + note}${text.slice(end)}`
}

// A text as paragraphs, with the lines of an editor's joined as where it is checked.
function paragraphsOf(text) {
  return text
    .replaceAll(/\n(?=[a-z0-9])/g, " ")
    .split(/\s*\n\s*/)
    .map((one) => one.trim())
    .filter(Boolean)
}
