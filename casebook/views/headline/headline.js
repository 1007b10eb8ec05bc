// The figures above the charts. They are made once and then only filled, so that focus stays where
// it is and nothing moves; every text goes in by textContent.

function part(name, className, ...children) {
  const made = document.createElement(name)
  made.className = className
  made.append(...children)
  return made
}

function made(root, name) {
  const whole = part("small", "")
  const count = part("span", "count", part("b", ""), whole)
  const meaning = part("span", "meaning")
  meaning.id = `meaning-${name}`
  meaning.setAttribute("role", "tooltip")
  const button = part("button", "figure", count, part("span", "label"), meaning)
  button.type = "button"
  button.setAttribute("aria-describedby", meaning.id)
  button.addEventListener("click", () => {
    if (button.ariaDisabled !== "true") root.pick(name)
  })
  // A meaning that would be cut at the right edge of the window opens to the left.
  const turn = () =>
    meaning.classList.toggle("left", button.getBoundingClientRect().left + 260 > innerWidth)
  button.addEventListener("pointerenter", turn)
  button.addEventListener("focus", turn)
  return button
}

function fill(button, figure) {
  const [count, label, meaning] = button.children
  const [shown, whole] = count.children
  shown.textContent = figure.count
  whole.textContent = `of ${figure.total}`
  whole.className = figure.part ? "" : "whole"
  label.textContent = figure.label
  meaning.textContent = `${figure.meaning} ${figure.idle ? "" : figure.leads}`
  const of = figure.part ? ` of ${figure.total}` : ""
  button.ariaLabel = `${figure.count}${of} ${figure.label}`
  button.ariaDisabled = String(figure.idle)
  if (figure.pressed !== null) button.ariaPressed = String(figure.pressed)
}

function copyButton(root) {
  const copy = part("button", "figure copy", "Copy in words")
  copy.type = "button"
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(root.sentence)
    copy.textContent = "Copied"
    setTimeout(() => (copy.textContent = "Copy in words"), 1500)
  })
  return copy
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".headline")
  root.pick = (name) => setTriggerValue("picked", name)
  root.sentence = data.sentence
  if (!root.children.length) {
    root.append(...data.figures.map(({ name }) => made(root, name)))
    if (navigator.clipboard) root.append(copyButton(root))
  }
  data.figures.forEach((figure, place) => fill(root.children[place], figure))
}
