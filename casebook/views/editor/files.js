
// The draft as a file: saved from the browser, opened through the server, which judges it.

const MOST_BYTES = 5_000_000
const PATIENT = 5000
const ASKS = 3
const GROUPINGS = ["incident", "group", "year", "topic", "article"]

// With what each claim states now and who disputes it, so that later changes can be told.
function asSaved(desk) {
  const { draft } = briefing
  const { claims, version, query } = desk.data
  const items = draft.items.map((item) => {
    const told = item.kind === "claim" ? claims[item.text] : null
    return told ? { ...item, said: told.said, against: told.against } : item
  })
  return { ...draft, version, query, items }
}

function saveFile(desk) {
  saveDraft(asSaved(desk))
  desk.announce("Saved as a file")
}

// Ask the server for another draft. What it does not answer is asked again, then given up.
function ask(desk, question, then) {
  const token = `${Date.now()}.${Math.random()}`
  desk.asked = { token, then }
  const send = (times) => {
    if (desk.asked?.token !== token || !desk.root.isConnected) return
    if (!times) {
      desk.asked = null
      desk.notice({ text: "The server does not answer. Nothing was changed." })
      return
    }
    desk.trigger("asked", { ...question, token })
    setTimeout(() => send(times - 1), PATIENT)
  }
  send(ASKS)
}

function answered(desk, answer) {
  if (!answer || answer.token !== desk.asked?.token) return
  const { then } = desk.asked
  desk.asked = null
  if (answer.error) desk.notice({ text: `${answer.error} Nothing was changed.` })
  else then(answer)
}

// Another draft in the place of this one, which can be had back, and that one again.
function swapped(desk, draft, text, lines = []) {
  const before = briefing.draft
  desk.stand(null)
  briefing.replace(draft)
  const back = () => swapped(desk, before, "Restored.")
  desk.notice({ text, lines, actions: [[text === "Restored." ? "Redo" : "Undo", back]] })
}

function regroup(desk, by) {
  const asked = briefing.draft
  ask(desk, { kind: "regroup", by, text: JSON.stringify(asked) }, (answer) => {
    // Whoever wrote on meanwhile keeps every word: asked again, with them.
    if (briefing.draft !== asked) regroup(desk, by)
    else swapped(desk, JSON.parse(answer.draft), `Claims grouped by ${by}; the earlier headings were removed.`)
  })
}

async function openFile(desk, file) {
  if (!file) return
  const name = `“${excerpt(file.name, 40)}”`
  if (file.size > MOST_BYTES) {
    const size = (file.size / 1_000_000).toFixed(1)
    desk.notice({ text: `${name} has ${size} MB; a draft has at most 5 MB. Nothing was changed.` })
    return
  }
  const text = await file.text()
  ask(desk, { kind: "open", text }, (answer) => {
    const draft = JSON.parse(answer.draft)
    const other = answer.version && answer.version !== desk.data.version
    const opened = `${name} is open.`
    const about = answer.changes.length
      ? `${opened} Changed in the data since it was saved:`
      : other
        ? `${opened} The data have changed since it was saved, but none of its claims, as far as Casebook can tell.`
        : opened
    const lines = answer.changes.map(({ id, state, before, now }) =>
      state === "reworded"
        ? `${id}: reworded, now: ${now}`
        : [`${id}: ${state}`, now || (before && `it said: ${before}`)].filter(Boolean).join(", "),
    )
    if (answer.further) lines.push(`and ${answer.further} more`)
    swapped(desk, draft, about, lines)
  })
}

function toolbar(desk) {
  const input = node("input", {
    type: "file",
    class: "unseen-file",
    accept: ".json,application/json",
    "aria-label": "File of a briefing",
    tabindex: "-1",
  })
  input.addEventListener("change", () => {
    openFile(desk, input.files[0])
    input.value = ""
  })
  const opens = () => node("button", { text: "Open a file", onClick: () => input.click() })
  const begin = () => swapped(desk, {}, "A new, empty briefing.")
  const by = GROUPINGS.map((one) =>
    node("button", { text: `${one[0].toUpperCase()}${one.slice(1)}`, "aria-label": `Group claims by ${one}`, onClick: () => regroup(desk, one) }),
  )
  const groups = node("div", { class: "row groups", role: "group", "aria-label": "Group claims by" }, [
    node("span", { text: "Group by" }),
    ...by,
  ])
  const files = node("div", { class: "row" }, [
    opens(),
    node("button", { text: "Save as a file", onClick: () => saveFile(desk) }),
    node("button", { text: "New briefing", onClick: begin }),
  ])
  const bar = node("div", { class: "toolbar" }, [files, groups, input])
  bar.opens = opens
  bar.show = () => {
    bar.classList.toggle("idle", desk.empty())
    files.hidden = desk.empty()
    groups.hidden = !briefing.count()
  }
  return bar
}
