// What ends with a component's `root`. Streamlit calls what a component returns when it is left, at
// times also when it is only drawn anew: then nothing ends.
function endsWith(root, stop) {
  root.endings ??= []
  root.endings.push(stop)
}

function leaving(root) {
  return () => {
    if (root.isConnected) return
    for (const stop of root.endings?.splice(0) ?? []) stop()
  }
}

// An element with its text, attributes and children.

function node(tag, options = {}, children = []) {
  const element = document.createElement(tag)
  const { text, onClick, ...attributes } = options
  if (text !== undefined) element.textContent = text
  if (onClick) element.addEventListener("click", onClick)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "")
    else if (value !== false && value !== null) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

