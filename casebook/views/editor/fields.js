
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
  return area
}

// What the store holds goes into a field only where it is not what was typed there.
function fill(area, text) {
  if (area.value === text) return
  const [start, end] = [area.selectionStart, area.selectionEnd]
  area.value = text
  if (area.getRootNode().activeElement === area) area.setSelectionRange(start, end)
  grow(area)
}
