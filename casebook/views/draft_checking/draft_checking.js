
// Check my draft. The text is the browser's: it is sent to be compared, and stays as it is pasted
// until a footnote is put into it here.

const KEPT_TEXT = "casebook-checking"
const SLOW = 15000
const REPEATED = 5000
const REST = 300

function keptText() {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEPT_TEXT)) ?? {}
  } catch {
    return {}
  }
}

function keepText(root) {
  try {
    const { token, area, fold } = root
    const content = JSON.stringify({ text: area.value, open: fold.open, token })
    window.sessionStorage.setItem(KEPT_TEXT, content)
  } catch {
    // A browser that keeps nothing still has the text while the page is open.
  }
}

function says(root, text, undo) {
  root.told.replaceChildren(
    ...(text ? [node("p", { text }), ...(undo ? [node("button", { text: "Undo", onClick: undo })] : [])] : []),
  )
}

function asks(root) {
  const text = root.area.value
  const most = root.data.longest
  says(root, "")
  // Twice as much can still be short enough: letters outside the basic plane count as two here.
  if (text.length > 2 * most) {
    const [has, at] = [text.length, most].map((one) => one.toLocaleString("en"))
    root.result.replaceChildren(
      ...answerNodes(root, { error: `The text has ${has} characters; at most ${at} are checked at once: check it in parts.` }),
    )
    return
  }
  const token = `${Date.now()}.${Math.random()}`
  root.token = token
  root.waits = true
  keepText(root)
  const waiting = (words) => root.result.replaceChildren(node("p", { class: "summary", role: "status", text: words }))
  waiting("Comparing …")
  const unanswered = () => root.isConnected && root.waits && root.token === token
  // What is asked while the page is still drawn can be lost on the way.
  const send = (times) => {
    root.trigger("asked", { token, text })
    if (times) setTimeout(() => unanswered() && send(times - 1), REPEATED)
  }
  send(2)
  setTimeout(() => {
    if (unanswered()) waiting("Still comparing … If nothing comes, press “Check” again.")
  }, SLOW)
}

// The text becomes paragraphs at the end of the briefing.
function adds(root) {
  const fresh = paragraphsOf(root.area.value).map((text) => ({ kind: "paragraph", text }))
  const { most, longest_item: longest } = root.data
  const { items } = briefing.draft
  if (items.length + fresh.length > most) {
    says(root, `A briefing has at most ${most.toLocaleString("en")} items: nothing was added.`)
    return
  }
  if (fresh.some(({ text }) => text.length > longest)) {
    says(root, `A paragraph has at most ${longest.toLocaleString("en")} characters: nothing was added.`)
    return
  }
  briefing.change({ items: [...items, ...fresh] })
  const count = fresh.length === 1 ? "1 paragraph stands" : `${fresh.length} paragraphs stand`
  const back = () => {
    const gone = new Set(fresh)
    briefing.change({ items: briefing.draft.items.filter((item) => !gone.has(item)) })
    says(root, "Removed again.")
    root.adds.focus()
  }
  says(root, `${count} at the end of the briefing.`, back)
}

function built(root) {
  const before = keptText()
  root.token = before.token
  root.area = node("textarea", {
    rows: "9",
    "aria-label": "Text to check",
    placeholder: "Paste a paragraph here",
    spellcheck: "true",
    dir: "auto",
  })
  root.area.value = typeof before.text === "string" ? before.text : ""
  root.checks = node("button", { class: "main", text: "Check", onClick: () => asks(root) })
  root.adds = node("button", { text: "Add to the briefing", onClick: () => adds(root) })
  root.told = node("div", { class: "told", role: "status" })
  root.result = node("div", { class: "result" })
  root.fold = node("details", { open: Boolean(before.open) }, [
    node("summary", {}, [node("h2", { text: "Check my draft" })]),
    node("p", {
      class: "about",
      text: "Which claims are near to each sentence of a text in English. Words and numbers are compared, nothing is understood: whether a claim bears a sentence out is for you to judge.",
    }),
    node("div", { class: "sides" }, [
      node("div", { class: "pasted" }, [root.area, node("div", { class: "row" }, [root.checks, root.adds]), root.told]),
      root.result,
    ]),
  ])
  root.fold.addEventListener("toggle", () => keepText(root))
  root.refresh = () => {
    const text = root.area.value
    root.checks.disabled = root.adds.disabled = !text.trim()
    const sentences = root.sentences ?? []
    const places = placesOf(text, sentences.map((one) => one.said))
    for (const [at, li] of sentences.entries()) li.refresh(text, places[at])
  }
  root.cite = (li, id) => {
    const text = root.area.value
    const place = placesOf(text, root.sentences.map((one) => one.said))[root.sentences.indexOf(li)]
    if (!place) return
    root.area.value = turned(text, place, id)
    keepText(root)
    root.refresh()
  }
  let resting = 0
  root.area.addEventListener("input", () => {
    root.checks.disabled = root.adds.disabled = !root.area.value.trim()
    clearTimeout(resting)
    resting = setTimeout(() => {
      keepText(root)
      root.refresh()
    }, REST)
  })
  root.area.addEventListener("blur", () => keepText(root))
  root.area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (!root.checks.disabled) asks(root)
  })
  root.append(root.fold)
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".checking")
  root.data = data
  root.trigger = setTriggerValue
  root.linkTo = (id) => {
    const url = new URL(data.address, document.baseURI)
    for (const [name, values] of Object.entries(data.params)) {
      for (const value of values) url.searchParams.append(name, value)
    }
    url.searchParams.set("claim", id)
    return url.href
  }
  const first = !root.children.length
  if (first) built(root)
  // An answer is drawn once: what is folded out in it stays so while the page is drawn anew.
  const stamp = JSON.stringify(data.answer)
  if (data.answer && data.answer.token === root.token && root.stamp !== stamp) {
    root.stamp = stamp
    root.waits = false
    root.result.replaceChildren(...answerNodes(root, data.answer))
  }
  root.refresh()
  // After a reload the server knows of no question; whoever had an answer in view asks once more.
  if (first && !data.answer && root.token && root.fold.open && root.area.value.trim()) asks(root)
}
