
// The draft goes to the server at every pause, for the words of its claims and the document.

const PAUSE = 600
// So long after a click on another page nothing is sent: what comes to Streamlit for a part of the
// page that was left just now has it draw nothing at all.
const LEAVING = 8000
const AWAY = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]"
const DOWNLOADS = ".st-key-briefing_downloads"

function sending(desk) {
  const { root } = desk
  let waiting = 0
  let left = -LEAVING

  desk.later = () => {
    clearTimeout(waiting)
    waiting = setTimeout(desk.send, Math.max(PAUSE, left + LEAVING - performance.now()))
  }
  desk.send = () => {
    clearTimeout(waiting)
    if (!briefing.ready || !root.isConnected) return
    const items = briefing.draft.items.map(({ said, against, ...item }) => item)
    const text = JSON.stringify({ ...briefing.draft, items })
    if (text === desk.sent) return
    desk.sent = text
    desk.state("draft", text)
  }

  const within = (event, where) => event.composedPath().some((one) => one.matches?.(where))
  const listens = (kinds, act) => {
    for (const kind of kinds) {
      const acts = (event) => {
        if (root.isConnected) act(event)
        else window.removeEventListener(kind, acts, true)
      }
      window.addEventListener(kind, acts, true)
    }
  }
  // Whoever goes for a download gets the last letter too.
  listens(["pointerdown", "focusin"], (event) => within(event, DOWNLOADS) && desk.send())
  listens(["pointerdown", "click", "popstate"], (event) => {
    if (event.type !== "popstate" && !within(event, AWAY)) return
    left = performance.now()
    desk.later()
  })
}
