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

