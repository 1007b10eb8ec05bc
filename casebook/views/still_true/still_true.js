
// Still true? A document that was made earlier is read here and judged by the server.

const PATIENT = 15000

async function inBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const parts = []
  for (let at = 0; at < bytes.length; at += 30000) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 30000))))
  }
  return parts.join("")
}

function line({ number, id, state, now, sentence }) {
  return node("li", { class: state === "unchanged" ? "unchanged" : "differs" }, [
    node("span", { class: "number", text: `${number}.` }),
    node("span", { class: "state", text: state }),
    node("div", {}, [
      node("span", { text: sentence || id }),
      node("div", { class: "more", text: [id, now].filter(Boolean).join(": ") }),
    ]),
  ])
}

function shown(root, answer) {
  if (!answer) return
  if (answer.error) {
    root.result.replaceChildren(node("p", { class: "wrong", text: `${answer.name}: ${answer.error}` }))
    return
  }
  const held = answer.notes.filter((note) => note.state === "unchanged")
  const differing = answer.notes.filter((note) => note.state !== "unchanged")
  const list = (notes) => node("ol", {}, notes.map(line))
  const summary = node("summary", { text: `Show the unchanged ones (${held.length})` })
  root.result.replaceChildren(
    node("p", { class: "verdict", text: `${answer.name}: ${answer.sentence}` }),
    ...(differing.length ? [list(differing)] : []),
    ...(held.length ? [node("details", {}, [summary, list(held)])] : []),
  )
}

function built(root) {
  const input = node("input", {
    type: "file",
    accept: ".docx,.html,.md",
    "aria-label": "Document to check",
    tabindex: "-1",
  })
  root.result = node("div", { class: "result", role: "status" })
  input.addEventListener("change", async () => {
    const [file] = input.files
    if (!file) return
    const name = file.name.slice(0, 200)
    if (file.size > root.most) {
      const size = (file.size / 1_000_000).toFixed(1)
      shown(root, { name, error: `The file has ${size} MB; the limit is 5 MB.` })
      return
    }
    const content = await inBase64(file)
    input.value = ""
    root.token = `${Date.now()}.${Math.random()}`
    const { token } = root
    root.result.replaceChildren(node("p", { class: "verdict", text: `Checking ${name} …` }))
    root.trigger("asked", { token, name, content })
    setTimeout(() => {
      if (root.token !== token) return
      const words = `Still checking ${name} … If nothing comes, choose it again.`
      root.result.replaceChildren(node("p", { class: "verdict", text: words }))
    }, PATIENT)
  })
  root.append(
    node("h2", { text: "Still true?" }),
    node("p", {
      class: "about",
      text: "Choose a briefing that was made earlier, as Word, HTML or Markdown: each of its footnotes is compared with the data of now.",
    }),
    node("button", { text: "Choose a document", onClick: () => input.click() }),
    input,
    root.result,
  )
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".still")
  root.trigger = setTriggerValue
  root.most = data.most
  if (!root.children.length) {
    built(root)
    shown(root, data.answer)
  } else if (data.answer && data.answer.token === root.token) {
    root.token = null
    shown(root, data.answer)
  }
}
