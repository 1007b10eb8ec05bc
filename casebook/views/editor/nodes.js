
// Parts of the page. Every text goes in by textContent or value.

function excerpt(text, most = 60) {
  const letters = [...(text ?? "").slice(0, 4 * most)]
  return letters.length > most ? `${letters.slice(0, most).join("").trimEnd()}…` : letters.join("")
}

// Put nodes in order as the children of a list. The one with the focus stays where it is in the
// document while the others move around it: taken out, even for a moment, it would lose the focus.
function reorder(list, nodes) {
  const wanted = new Set(nodes)
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove()
  const focused = list.getRootNode().activeElement
  const held = nodes.findIndex((one) => focused && one.contains(focused) && one.parentNode === list)
  const middle = Math.max(held, 0)
  for (let place = middle - 1, after = nodes[middle]; place >= 0 && held >= 0; place -= 1) {
    if (after.previousSibling !== nodes[place]) list.insertBefore(nodes[place], after)
    after = nodes[place]
  }
  let before = held >= 0 ? nodes[held] : null
  for (const one of nodes.slice(held >= 0 ? held + 1 : 0)) {
    const next = before ? before.nextSibling : list.firstChild
    if (next !== one) list.insertBefore(one, next)
    before = one
  }
}
