// Asks now and then which edition of the data the server shows. Nothing is asked while the page is
// out of sight, and a server that does not answer is asked again later. Another edition counts when
// it is told twice: in between the page may be drawn with it anyway, as when it comes back to a
// server that was restarted.

const EVERY = 2000

export default function (component) {
  const { data, setTriggerValue } = component
  let timer = null
  let asked = false
  let told = ""

  async function ask() {
    clearTimeout(timer)
    if (!document.hidden && !asked) {
      asked = true
      try {
        const answer = await fetch(data.address, { cache: "no-store" })
        const edition = answer.ok ? await answer.text() : ""
        if (timer !== "over" && edition && edition !== data.edition && edition === told) {
          setTriggerValue("changed", edition)
        }
        told = edition
      } catch {
        // The server is away; Streamlit says so.
      }
      asked = false
    }
    if (timer !== "over") timer = setTimeout(ask, EVERY)
  }

  document.addEventListener("visibilitychange", ask)
  timer = setTimeout(ask, EVERY)
  return () => {
    clearTimeout(timer)
    timer = "over"
    document.removeEventListener("visibilitychange", ask)
  }
}
