
// Fields that look like the words of a document: as high as what they hold.

const GROWS_ITSELF = CSS.supports("field-sizing", "content")

function grow(field) {
  if (GROWS_ITSELF || !field.isConnected) return
  field.style.height = "auto"
  field.style.height = `${field.scrollHeight}px`
}

// `onText` is given what was written. Line breaks become spaces, unless `onLines` takes the lines.
function field(desk, { name, label, hint, onText, onLines }) {
  const area = node("textarea", {
    class: name,
    rows: "1",
    placeholder: hint,
    "aria-label": label,
    maxlength: String(desk.data.longest),
    spellcheck: "true",
    dir: "auto",
  })
  area.addEventListener("input", (event) => {
    if (area.value.includes("\n") && !event.isComposing) {
      const lines = area.value.split(/\s*\n\s*/)
      if (onLines) {
        onLines(lines)
        return
      }
      const caret = area.selectionStart
      area.value = area.value.replaceAll("\n", " ")
      area.setSelectionRange(caret, caret)
    }
    grow(area)
    onText(area.value)
  })
  area.addEventListener("keydown", (event) => walk(desk, area, event))
  return area
}

// From the end of one field the arrow leads on to the next, and back from its beginning.
function walk(desk, area, event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing } = event
  if (!by || altKey || ctrlKey || metaKey || shiftKey || isComposing) return
  if (area.selectionStart !== area.selectionEnd) return
  if (area.selectionStart !== (by > 0 ? area.value.length : 0)) return
  const areas = [...desk.root.querySelectorAll(".sheet textarea")]
  const other = areas[areas.indexOf(area) + by]
  if (!other) return
  event.preventDefault()
  const caret = by > 0 ? 0 : other.value.length
  other.focus()
  other.setSelectionRange(caret, caret)
}

// What the store holds goes into a field only where it is not what was typed there.
function fill(area, text) {
  if (area.value === text) return
  const [start, end] = [area.selectionStart, area.selectionEnd]
  area.value = text
  if (area.getRootNode().activeElement === area) area.setSelectionRange(start, end)
  grow(area)
}
