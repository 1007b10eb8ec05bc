
// The file of a citation style, read here and sent as text.

function built(root) {
  const input = node("input", {
    type: "file",
    accept: ".csl,.xml",
    "aria-label": "File of a citation style",
    tabindex: "-1",
  })
  input.addEventListener("change", async () => {
    const [file] = input.files
    input.value = ""
    if (!file) return
    const { name } = file
    if (file.size > root.most) root.show(name, `${name} is larger than any citation style.`)
    else root.choose({ name, text: await file.text() })
  })
  const button = node("button", { text: "Choose a style (.csl)", onClick: () => input.click() })
  const own = node("button", { text: "Back to Casebook’s own", onClick: () => root.choose(null) })
  const said = node("span", { class: "said" })
  const wrong = node("p", { class: "wrong", role: "alert" })
  root.append(node("div", { class: "row" }, [said, button, own]), input, wrong)
  root.show = (name, error) => {
    said.textContent = name && !error ? `Footnotes in the style of ${name}` : "Footnotes in Casebook’s own style"
    own.hidden = !name
    wrong.textContent = error
    wrong.hidden = !error
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".style")
  root.most = data.most
  root.choose = (file) => setStateValue("file", file)
  if (!root.children.length) built(root)
  root.show(data.name, data.error)
}
