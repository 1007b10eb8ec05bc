// The map of places: what is selected at first fills it; it keeps its view while claims are opened.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".map")
  const { send, again } = asking(root, data, setTriggerValue)
  root.data = data
  root.send = send
  if (!root.parts) begin(root)
  const { parts } = root
  root.style.setProperty("--accent", data.colours.accent)
  root.style.setProperty("--disputed", data.colours.disputed)
  // A list box without an option is none.
  parts.svg.setAttribute("role", data.marks.length ? "listbox" : "img")
  parts.svg.setAttribute("aria-label", data.title)
  parts.unseen.textContent = data.alternative
  parts.said.textContent = data.said
  parts.borders.textContent = data.borders
  parts.list.hidden = !data.nowhere
  parts.list.textContent = `List the ${data.nowhere.toLocaleString("en")} without a place`
  parts.clear.hidden = !data.area && !data.chosen.length
  parts.clear.textContent = data.area ? "Clear the area" : "Clear the country"
  parts.legend.replaceChildren(...legendOf(data.marks))
  drawThere(root)
  fill(root)
  const selection = JSON.stringify([data.selection, data.version])
  if (root.selection !== selection) {
    root.selection = selection
    fit(root)
  } else draw(root)
  outlines(data.outlines).then(
    (countries) => {
      if (root.outlines !== data.outlines) {
        root.outlines = data.outlines
        parts.land.replaceChildren(...landNodes(countries))
        draw(root)
      }
      tint(root)
    },
    () => { parts.borders.textContent = "The outlines of countries could not be loaded." },
  )
  again()
}

function begin(root) {
  const button = (text, label, onClick) => node("button", { type: "button", text, "aria-label": label, title: label, onClick })
  const land = shape("g", { class: "land", "aria-hidden": "true" })
  const marks = shape("g", { class: "marks" })
  const leaders = shape("g", { "aria-hidden": "true" })
  const box = shape("rect", { class: "box", "aria-hidden": "true" })
  const svg = shape("svg", { tabindex: "0", role: "listbox", "aria-describedby": "map-words" }, [land, leaders, box, marks])
  const tip = node("div", { class: "tip", hidden: true, "aria-hidden": "true" })
  const area = button("Select an area", "Select an area: then drag a box (or hold shift while dragging)", () => boxes(root, !root.boxing))
  area.setAttribute("aria-pressed", "false")
  const clear = node("button", { type: "button", onClick: () => root.send("filtered", { clear: true }) })
  const list = node("button", { type: "button", onClick: () => root.send("filtered", { nowhere: true }) })
  const said = node("span")
  const borders = node("span", { class: "borders" })
  const unseen = node("p", { class: "unseen", id: "map-words" })
  const there = node("div", { class: "there", hidden: true })
  const legend = node("div", { class: "legend" })
  const bar = node("div", { class: "bar" }, [
    button("+", "Nearer", () => zoom(root, 1.6)),
    button("−", "Further away", () => zoom(root, 1 / 1.6)),
    button("Show all", "Show all that is selected", () => fit(root)),
    area,
    clear,
    legend,
  ])
  root.append(bar, unseen, node("div", { class: "sheet" }, [svg, tip, there]), node("div", { class: "foot" }, [node("span", {}, [said, " ", borders]), list]))
  root.parts = { svg, land, leaders, marks, box, tip, area, clear, list, said, borders, unseen, there, legend }
  root.active = -1
  moves(root)
  keepFilled(root)
  let [wide, high] = [0, 0]
  new ResizeObserver(() => {
    const before = [wide, high]
    ;[wide, high] = [svg.clientWidth, svg.clientHeight]
    // Whoever has moved the map keeps what it shows, whatever shape the page takes.
    if (!root.moved && (before[0] !== wide || Math.abs(before[1] - high) > 60)) fit(root)
    else draw(root)
  }).observe(svg)
}

// What the forms of the marks that there are mean.
function legendOf(marks) {
  const entry = (kind, text, parts) =>
    node("span", {}, [shape("svg", { class: "key", viewBox: "-9 -9 18 18", "aria-hidden": "true" }, [shape("g", { class: kind }, parts)]), text])
  const circle = (kind) => entry(`spot ${kind}`, kind, [shape("circle", { class: "mark", r: 6 })])
  const box = { class: "mark", x: -7, y: -5.5, width: 14, height: 11, rx: 2.5 }
  const ringed = [shape("circle", { class: "ring", r: 8 }), shape("circle", { class: "mark", r: 4.5 })]
  const forms = new Set(marks.map((mark) => mark.form))
  return [
    ...["place", "province", "region"].filter((kind) => forms.has(kind)).map(circle),
    ...(forms.has("country") ? [entry("country", "country only", [shape("rect", box)])] : []),
    ...(marks.some((mark) => mark.disputed) ? [entry("spot place", "disputed", ringed)] : []),
  ]
}

// The incidents of the mark that was clicked, where it holds several.
function drawThere(root) {
  const { there } = root.parts
  const { incidents, name, more } = root.data.there
  const drawn = JSON.stringify([root.data.there, root.data.open_claim])
  if (root.there === drawn) return
  root.there = drawn
  const gone = node("button", { type: "button", class: "gone", text: "×", "aria-label": "Close the list", onClick: () => { there.hidden = true; root.parts.svg.focus() } })
  const rows = incidents.map(({ claim, title, line }) => {
    const open = () => {
      window.dispatchEvent(new CustomEvent("casebook-opening", { detail: claim }))
      root.send("picked", { claim, keys: root.data.held, token: Date.now() })
    }
    const own = claim === root.data.open_claim
    return node("li", {}, [
      node("button", { type: "button", onClick: open, "aria-current": own ? "true" : null }, [
        node("span", { class: "title", text: title }),
        node("span", { class: "line", text: line }),
      ]),
    ])
  })
  const rest = more ? [node("p", { text: `And ${more.toLocaleString("en")} more: a country or an area as a filter shows them in the list of incidents.` })] : []
  there.replaceChildren(node("p", { class: "name" }, [node("b", { text: name }), gone]), node("ul", {}, rows), ...rest)
  there.hidden = incidents.length < 2
}
