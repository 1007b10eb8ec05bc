
// What the server says of each sentence: its verdict, and the claims that are near to it.

const SHOWN = 2

function answerNodes(root, { summary, sentences, claims, error }) {
  root.sentences = []
  if (error) return [node("p", { class: "wrong", role: "status", text: error })]
  root.sentences = sentences.map((sentence) => sentenceNode(root, sentence, claims))
  return [
    node("p", { class: "summary", role: "status", text: summary }),
    node("ol", { class: "sentences" }, root.sentences),
  ]
}

function sentenceNode(root, sentence, claims) {
  const { text, verdict, matches } = sentence
  const draws = (some) => some.map((match) => matchNode(root, li, match, claims[match.id]))
  const changed = node("p", { class: "changed", text: "Changed since it was checked: check again.", hidden: true })
  const li = node("li", { class: "sentence" })
  li.said = text
  li.append(
    node("p", { class: "text", text }),
    ...(verdict ? [node("p", { class: "verdict", text: verdict })] : []),
    changed,
  )
  const list = node("ul", { class: "matches", "aria-label": `Near to: ${text.slice(0, 80)}` })
  if (matches.length) li.append(list)
  list.append(...draws(matches.slice(0, SHOWN)))
  const further = matches.slice(SHOWN)
  if (further.length) {
    const more = node("button", {
      class: "more",
      text: further.length === 1 ? "1 more claim is near" : `${further.length} more claims are near`,
      onClick: () => {
        const added = draws(further)
        list.append(...added)
        more.remove()
        root.refresh()
        added[0].querySelector("a").focus()
      },
    })
    li.append(more)
  }
  li.refresh = (draft, place) => {
    changed.hidden = Boolean(place)
    for (const button of li.querySelectorAll("button.cite")) {
      const cited = Boolean(place) && isCited(draft, place, button.claim)
      button.disabled = !place
      button.textContent = cited ? "Cited" : "Cite"
      button.setAttribute("aria-pressed", String(cited))
      button.setAttribute("aria-label", `${button.textContent}: ${button.about}`)
    }
  }
  return li
}

function matchNode(root, li, { id, differs, how, why }, { said, article }) {
  const short = said.slice(0, 120)
  const open = node("a", { href: root.linkTo(id), text: "Open", "aria-label": `Open the claim: ${short}` })
  open.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    root.trigger("opened", id)
  })
  const cite = node("button", { class: "cite", text: "Cite", onClick: () => root.cite(li, id) })
  Object.assign(cite, { claim: id, about: short })
  return node("li", { class: differs ? "match differs" : "match" }, [
    node("p", { class: "how", text: `${how[0].toUpperCase()}${how.slice(1)}` }),
    node("p", { class: "said", text: said }),
    node("p", { class: "line" }, [node("span", { text: `${article} · ` }), node("span", { class: "id", text: id })]),
    ...(why ? [node("p", { class: "line", text: `Why near: ${why}` })] : []),
    node("div", { class: "row" }, [cite, open]),
  ])
}
