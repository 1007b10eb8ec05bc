// The briefing in the making, one for all parts of the page. The browser keeps it: a tab for itself
// while it is open, the profile the last one. Its claims stand in the address too, deflated, so that
// a link, a reload or a server that was restarted has them.

const KEPT = "casebook-briefing"
const PARAMETER = "briefing"
const MOST_IN_ADDRESS = 500
const EVERY = 700

function parsed(text) {
  try {
    const found = JSON.parse(text ?? "")
    return found?.casebook_briefing === 1 && Array.isArray(found.items) ? found : null
  } catch {
    return null
  }
}

function emptyDraft() {
  return {
    casebook_briefing: 1,
    title: "",
    date: "",
    judgement: "",
    addition: "",
    query: "",
    version: "",
    items: [],
  }
}

async function piped(bytes, stream) {
  const answer = new Response(new Blob([bytes]).stream().pipeThrough(stream))
  return new Uint8Array(await answer.arrayBuffer())
}

// The ids as one word, as casebook/briefing/basket.py reads it.
async function written(ids) {
  if (!ids.length) return ""
  const bytes = new TextEncoder().encode(ids.slice(0, MOST_IN_ADDRESS).join("\n"))
  const packed = await piped(bytes, new CompressionStream("deflate"))
  const letters = btoa(String.fromCharCode(...packed))
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

async function read(word) {
  if (!word || word.length > 6000) return []
  try {
    const letters = atob(word.replaceAll("-", "+").replaceAll("_", "/"))
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
    const text = new TextDecoder().decode(await piped(packed, new DecompressionStream("deflate")))
    return [...new Set(text.split("\n").filter(Boolean))].slice(0, MOST_IN_ADDRESS)
  } catch {
    return []
  }
}

function kept(storage) {
  try {
    return parsed(window[storage].getItem(KEPT))
  } catch {
    return null
  }
}

function keep(storage, draft) {
  try {
    window[storage].setItem(KEPT, JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing, or is full, still has the draft while the page is open.
  }
}

function idsOf(draft) {
  return draft.items.filter((item) => item.kind === "claim").map((item) => item.text)
}

function holdsAnything(draft) {
  return Boolean(draft && (draft.items.length || draft.title || draft.judgement))
}

function madeStore() {
  const listeners = new Set()
  const inTab = kept("sessionStorage")
  const store = {
    draft: inTab ?? emptyDraft(),
    // A briefing of before that this one took the place of, or that another tab left: it is offered.
    earlier: null,
    word: "",
    ready: false,
    claims: () => idsOf(store.draft),
    has: (id) => store.ids.has(id),
    ids: new Set(),
    count: () => store.ids.size,
    fits: () => store.ids.size <= MOST_IN_ADDRESS,
    // Put another draft in place of this one; `items` are copied, never changed where they stand.
    replace(draft) {
      const before = store.claims().join("\n")
      store.draft = { ...emptyDraft(), ...draft }
      // What depends on the claims alone is left alone while words are written.
      const others = store.claims().join("\n") !== before
      if (others) store.ids = new Set(idsOf(store.draft))
      keep("sessionStorage", store.draft)
      if (holdsAnything(store.draft)) keep("localStorage", store.draft)
      for (const listener of listeners) listener(store)
      if (others) addressed()
    },
    change: (fields) => store.replace({ ...store.draft, ...fields }),
    add(ids) {
      const fresh = [...new Set(ids)].filter((id) => !store.ids.has(id))
      if (!fresh.length) return
      const items = fresh.map((id) => ({ kind: "claim", text: id }))
      store.change({ items: [...store.draft.items, ...items] })
    },
    remove(ids) {
      const gone = new Set(ids)
      const stays = (item) => item.kind !== "claim" || !gone.has(item.text)
      store.change({ items: store.draft.items.filter(stays) })
    },
    toggle: (ids) => (ids.every(store.has) ? store.remove(ids) : store.add(ids)),
    // Whoever listens is told at once, and after every change, until it calls what it is given.
    listen(listener) {
      listeners.add(listener)
      listener(store)
      return () => listeners.delete(listener)
    },
  }

  let writing = 0
  async function addressed() {
    const turn = ++writing
    const word = await written(store.claims())
    if (turn !== writing) return
    store.word = word
    inStep()
  }
  // The server writes addresses too, and may not know of the last change yet.
  function inStep() {
    if (!store.ready) return
    const address = new URL(window.location.href)
    if ((address.searchParams.get(PARAMETER) ?? "") === store.word) return
    if (store.word) address.searchParams.set(PARAMETER, store.word)
    else address.searchParams.delete(PARAMETER)
    window.history.replaceState(window.history.state, "", address)
  }
  setInterval(inStep, EVERY)

  async function begin() {
    const asked = await read(new URL(window.location.href).searchParams.get(PARAMETER))
    const own = store.claims().slice(0, MOST_IN_ADDRESS)
    const last = kept("localStorage")
    if (asked.length && asked.join() !== own.join()) {
      if (holdsAnything(store.draft)) store.earlier = store.draft
      store.draft = { ...emptyDraft(), items: asked.map((id) => ({ kind: "claim", text: id })) }
    } else if (!inTab && holdsAnything(last)) store.earlier = last
    store.ready = true
    store.ids = new Set(idsOf(store.draft))
    keep("sessionStorage", store.draft)
    for (const listener of listeners) listener(store)
    addressed()
  }
  begin()
  return store
}

// A draft as a file, named after its title.
function saveDraft(draft) {
  const words = draft.title.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const name = words.join("-").slice(0, 60) || "briefing"
  const content = `${JSON.stringify(draft, null, 1)}\n`
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }))
  node("a", { href: url, download: `${name}.casebook.json` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

const briefing = (window.casebookBriefing ??= madeStore())
