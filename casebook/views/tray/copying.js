// Copying a statement with its footnote, for word processors and as plain text.

function done(button, label = "Copied") {
  button.dataset.label ??= button.textContent
  button.textContent = label
  clearTimeout(button.timer)
  button.timer = setTimeout(() => {
    button.textContent = button.dataset.label
  }, 1500)
}

async function copy(text, button, root, html = "") {
  try {
    if (!html || !window.ClipboardItem) await navigator.clipboard.writeText(text)
    else {
      const forms = { "text/plain": text, "text/html": html }
      const blobs = Object.entries(forms).map(([type, form]) => [type, new Blob([form], { type })])
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    }
  } catch {
    const area = node("textarea", { style: "position:fixed;opacity:0" })
    area.value = text
    root.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
  done(button)
}

function escaped(text) {
  return node("span", { text }).innerHTML.replaceAll('"', "&quot;")
}

// A statement with its footnote as word processors take it from the clipboard: Word makes a footnote
// of it, others a link to the note below.
function noted(statement, note, link) {
  const source = `${escaped(note)} <a href="${escaped(link)}">${escaped(link)}</a>`
  return (
    `<p>${escaped(statement)}<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1">` +
    `<sup>[1]</sup></a></p><div style="mso-element:footnote-list">` +
    `<div style="mso-element:footnote" id="ftn1"><p><a style="mso-footnote-id:ftn1" ` +
    `href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> ${source}</p></div></div>`
  )
}

// The address of a page with these parameters: of Explore, where none is named.
function linkTo(query, page = "") {
  const base = window.location.pathname.replace(/(home|explore|comparisons|sources|briefing|data)$/, "")
  return `${window.location.origin}${base}${page}?${query}`
}

